command-lang = the language: <code>/lang zh</code>, <code>/lang en</code>

feature-language = language and time
set-zone = the time zone by which days begin and times are shown
set-words-enabled = whether words without a slash work as commands

lang-is = I speak English here.
lang-usage = There are <code>/lang zh</code> and <code>/lang en</code>.
