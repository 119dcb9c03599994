feature-share = 分享链接
gate-share = 带来 { $least } 位新朋友
gate-name-share = 带来新朋友
share-asks = 请把你的专属链接发给从没进过本群的人，他们按“开始”并算对一道题就算数。目前 { $came }/{ $least }。
share-again = 再发一次我的链接
share-link =
    你的 <b>{ $group }</b> 专属链接：
    { $url }
share-pass-on = 📤 转发
share-enough = 给你的链接已经够多了，每个都有效。
share-one-more = 🎉 又来了一位，目前 { $came } 位。
share-limits = ℹ️ 每个人只算一次，而且要从没在本群出现过。有几个账号的人可以自己带自己，这一点谁也看不出来。
share-over = 这个链接已失效。
share-own = 这是你自己的链接，请发给别人。
share-counted = 你已经为这个群算过一次了。
share-known = 那个群早就认识你了，所以不算数，你可以照常进去。
share-hello = 有位想加入 <b>{ $group }</b> 的人请你来。算对这道题，就为对方记上一位。
share-thanks = ✅ 谢谢！已为对方记上一位。
share-failed = 还是不对。愿意的话可以再打开一次链接。
