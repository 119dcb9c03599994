help-start =
    👮 我是楼长，替群主看管群。把我拉进群，设为管理员，我就上岗。
    发 /why 可以查我对你做过什么、依据是什么。
help-add = 拉我进群
help-line = /{ $name } – { $does }
help-line-words = /{ $name }（{ $words }）– { $does }
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

feature-help = 命令
set-commands-only_addressed = 命令是否必须带上我的名字才算数，例如 <code>/ban@louzhang_bot</code>
