help-start =
    👮 我是楼长，替群主看管群。把我拉进群，设为管理员，我就上岗。
    发 /why 可以查我对你做过什么、依据是什么。
help-line = /{ $name } – { $does }
help-unknown = 这里没有你能用的 { $name }。

# 五把钥匙，作标题用。
key-vision = <b>愿景</b>
key-threshold = <b>门槛</b>
key-rules = <b>规则</b>
key-activities = <b>活动</b>
key-benefits = <b>福利</b>
key-memory = <b>爬楼</b>
key-house = <b>楼长</b>

# 各命令的用途，每条一行。
command-start = 我是谁
command-help = 你能用的命令
command-rules = 群规
command-set = 查看和修改设置
command-reset = 恢复默认设置
command-config = 改过的设置
command-viewconfig = 把设置打印成文本
command-setconfig = 读取这样的文本
command-cases = 处理记录
command-why = 做过什么处理、依据是什么：<code>/why 12</code>

rules-title = <b>群规</b>
rules-none = 没有启用任何规则。
