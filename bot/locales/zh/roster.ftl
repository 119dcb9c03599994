greeting-ready = 👮 从现在起，本群由我看管：广告清走，聊天留下。发 /rules 看群规，发 /set 看设置。
greeting-basic = 👮 我来了。不过普通群里没法禁言：请先升级为超级群（群设置 → 新成员可见聊天记录 → 可见），再把我设为管理员。
greeting-lacking =
    👮 我来了，但还缺这些权限：
    { $rights }
    请到「群设置 → 管理员 → 我」里打开。
