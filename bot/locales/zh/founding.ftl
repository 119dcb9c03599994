# /setup 的三个问题，以及最后的建议。
privacy-matter-founding = 你对 /setup 三个问题的回答，确认之前留着。

founding-button = 三个问题
founding-head = <b>{ $group }</b> · 第 { $number } 问，共 3 问
founding-ask-kind = 大家因为什么聚到这里？
founding-ask-need =
    本群满足谁的、至今没人满足的需要？

    请直接写在这里，最多 { $most } 个字。
founding-ask-why =
    为什么是我们：为什么在这里，而不是别处？

    请直接写在这里，最多 { $most } 个字。
founding-kind-relationship = 彼此认识
founding-kind-interest = 共同的爱好
founding-kind-learning = 一起学习
founding-kind-fans = 喜欢同一位创作者或品牌
founding-skip = 跳过
founding-forward = 保留 »
founding-before = 之前写的：<i>{ $text }</i>
founding-press = 请按上面的按钮。
founding-long = ⚠️ 写了 { $count } 个字，最多 { $most } 个字。这一问还在等你：请写短一点。
founding-wordless = ⚠️ 这里面没有文字。这一问还在等你。
founding-unfit = ⚠️ 里面有个按钮的链接不对。这一问还在等你：请去掉按钮再写。

founding-proposal = <b>{ $group }</b>：建议如下，还没有任何改动。
founding-key = { $key }：{ $what }
founding-nothing = 暂无，由你决定
founding-stays = 保持现在的样子
founding-between = 、
founding-part = { $name }（{ $what }）
founding-value = { $value }
founding-made-mission = 你的使命
founding-made-text = 你的愿景

# 由回答写成的使命和愿景，用群里的语言。
founding-mission = 我们为一种没人满足的需要而来：{ $need }
founding-vision-relationship = 熟人相聚的地方。为什么在这里：{ $why }
founding-vision-interest = 同好相聚的地方。为什么在这里：{ $why }
founding-vision-learning = 一起学习的地方。为什么在这里：{ $why }
founding-vision-fans = 喜欢同一位创作者或品牌的人相聚的地方。为什么在这里：{ $why }
