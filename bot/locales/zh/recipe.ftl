# 设置文件：文件开头的说明，以及文件里的错误。
recipe-head = 「{ $group }」的设置，可用 `louzhang import` 或群里的 /setconfig 读取。
recipe-how = 以 # 开头的行是默认值：要修改，先去掉 #。
recipe-large = 文件超过 { $most } MB
recipe-toml = 不是有效的 TOML：{ $said }
recipe-format = format：必须是 { $format }
recipe-setting = { $key }：没有这项设置
recipe-allowed = { $key }：可以填 { $allowed }
recipe-section = { $key }：没有这个部分
recipe-tables = settings、topics：必须是 TOML 表
recipe-topic = topics.{ $topic }：必须是话题编号加 TOML 表
