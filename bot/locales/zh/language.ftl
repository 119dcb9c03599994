command-lang = 语言：<code>/lang zh</code>、<code>/lang en</code>

feature-language = 语言与时间
set-zone = 时区：一天从何时开始、时间怎么显示
set-words-enabled = 不带斜杠的词是否当命令用

lang-is = 我在这里说中文。
lang-usage = 可以发 <code>/lang zh</code> 或 <code>/lang en</code>。
