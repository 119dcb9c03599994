feature-proof = 新人要保持的条件
proof-lapsed = 你是凭这个条件进来的：{ $gate }。我现在看不到了，请在{ $left }内恢复，否则要请你先离开，之后随时可以回来。
proof-blind-chat = ⚠️ 我看不到谁关注了 { $chat }：请让我在那里当管理员，否则要求关注它的新人只能等你们。<code>/admit</code> 可以放行。
proof-blind-own = ⚠️ 有位成员当初证明的频道，我现在数不到订阅人数了：它不再公开，或者已经没有了。
