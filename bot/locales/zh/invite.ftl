command-invite = 你自己的邀请链接，谁通过它来了，谁还在

feature-invite = 邀请链接
set-invite-enabled = 是否让每个成员都能有自己的邀请链接

invite-link = 🔗 { $link }
invite-nobody-yet = 还没有人通过你的链接进群。
invite-came = 已有 { $came } 人通过你的链接进群，现在还在 { $stayed } 人：
invite-there = • { $name }
invite-gone = • { $name }（已离开）
invite-more = ……还有 { $n } 人
invite-nobody = 邀请链接属于个人，请用自己的身份发送。
invite-trouble = Telegram 没让我生成链接，我需要“邀请用户”权限。
