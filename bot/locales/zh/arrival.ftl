greeting-ready = 👮 从现在起，本群由我看管：广告清走，聊天留下。发 /rules 看群规，发 /settings 看设置。
greeting-basic =
    👮 我来了。这是普通群，普通群里没法禁言。请先升级为超级群：群设置 → 新成员可见聊天记录 → 可见。
    再把我设为管理员。
greeting-lacking =
    👮 我来了，但还缺这些权限：
    { $rights }
    请到「群设置 → 管理员 → 我」里打开。
greeting-archive = 群里的发言我会保存 { $term }，方便查找（发 /climb）。不想保存，就发 <code>/set archive.keep off</code>，已存的也会删除。
greeting-archive-ever = 群里的发言我会一直保存，方便查找（发 /climb）。不想保存，就发 <code>/set archive.keep off</code>，已存的也会删除。
greeting-place = 语言：中文 · 时区：{ $zone }（{ $time }）
greeting-setup = 开始设置
greeting-on = 已开启的功能
greeting-language = 换语言 · { $other }
greeting-zone = 换时区
greeting-is-on = 已开启：{ $names }
greeting-is-off = 未开启：{ $names }
