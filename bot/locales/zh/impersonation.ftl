feature-impersonation = 冒充管理员
set-impersonation-enabled = 是否留意用管理员名字的新人
set-impersonation-action = 用形近字冒充的怎么办：禁言到管理员处理，或只报告
rule-impersonation = 冒充管理员
rules-impersonation = 不要用管理员的名字；用形近字冒充的先禁言，等管理员处理。
impersonation-like = 看起来像 …
privacy-matter-looks = 你作为管理员的名字长什么样，用来发现冒充的人。
