command-vision = 关于本群
command-setvision = 写下本群是做什么的：<code>/setvision 我们一起读书。</code>

feature-vision = 关于本群
set-vision-motto = 本群的座右铭，一句话
set-vision-mission = 使命：满足谁的什么需要
set-vision-text = 愿景：本群是做什么的，由 /vision 显示
set-vision-values = 价值观，在 /vision 里一行一条

vision-none = 还没有写本群是做什么的。管理员可以用 <code>/setvision 我们一起读书。</code> 写下来。
vision-motto = <blockquote>{ $motto }</blockquote>
vision-mission =
    <b>使命</b>
    { $text }
vision-vision = <b>愿景</b>
vision-values =
    <b>价值观</b>
    { $values }
vision-value = • { $value }
vision-version = 第 { $number } 版，{ $day } · { $signed ->
    [0] 还没有人签署
   *[other] { $signed } 人已签署
}
