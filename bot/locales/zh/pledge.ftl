command-pledge = 请所有成员重新签署现在的愿景和群规
command-signed = 愿景和群规的各个版本，以及谁签过：<code>/signed @名字</code>

feature-pledge = 入群承诺
gate-pledge = 入群承诺
gate-name-pledge = 入群承诺
pledge-agree = 我已阅读并同意
pledge-asks = 请阅读以上内容并同意。
pledge-asks-plain = 请承诺友善待人，遵守本群的规则。
pledge-changed = 内容刚刚改过，这是新的。
pledge-again = 📜 请阅读并签署。
pledge-again-long = 📜 愿景和群规改过了：请看 /vision 和 /rules，然后在这里签署。
pledge-nothing = 还没有可签署的内容：<code>/setvision</code>、<code>/setrules</code>
pledge-thanks = 已签署，谢谢。

# /signed：第一行，然后每个版本一行。
pledge-signed-count = 已知 { $seen } 名成员，{ $done } 人签署了现行版本，{ $missing } 人还没有
pledge-version = 第 { $number } 版 · { $day } · { $signed ->
    [0] 无人签署
   *[other] { $signed } 人签署
}
pledge-version-holds = ✅ { pledge-version } · 现行
pledge-version-none = 没有第 { $number } 版：/signed 列出全部版本。
pledge-version-lost = 这一版的内容已经无从查起：签署的时候还没有保存内容。
pledge-theirs = 第 { $number } 版 · { $when } 签署
pledge-theirs-holds = ✅ { pledge-theirs } · 现行
pledge-signed-nothing = { $name } 在本群没有签署过任何版本。
pledge-signed-none = 还没有可签署的内容：<code>/setvision</code>、<code>/setrules</code>
pledge-signed-usage =
    <code>/signed</code> 列出各个版本，<code>/signed 2</code> 显示其中一版。
    <code>/signed @名字</code>，或回复某人：看对方签过哪些。
