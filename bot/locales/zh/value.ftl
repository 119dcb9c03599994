# 可填的写法说明不了原因时，说明为什么不能这样填。
value-long = 最多 { $most } 个字。
value-many = 最多 { $most } 项。
value-word = 口令词中间不能有空格，最多 { $most } 个字，开头不能是 / 或 # 这样的符号。
value-pattern = 这个正则不能用：{ $said }
value-pattern-long = 每个正则最多 { $most } 个字符。
