command-lock = 禁止发送某些内容：<code>/lock 链接 贴纸</code>，只在本话题：<code>/lock 链接 here</code>
command-unlock = 恢复发送某些内容：<code>/unlock 链接</code>、<code>/unlock all</code>
command-locks = 哪些内容已锁定，还可以锁定哪些

feature-lock = 内容锁定
set-lock-enabled = 是否删除锁定的内容
set-lock-types = 不能发的内容
set-lock-action = 发了这些内容怎么处理
rules-lock = 本群不能发：{ $names }，否则：{ $then }。
rule-lock = 锁定的内容
signal-lock = 锁定的内容

lock-did = 🔒 已锁定：{ $names }
lock-undid = 🔓 已解锁：{ $names }
lock-not = 没有锁定：{ $names }
lock-list = 🔒 已锁定：<b>{ $names }</b>
lock-none = 🔓 没有锁定任何内容。
lock-free = 可以锁定：{ $names }
lock-usage =
    请写明内容：<code>/{ $name } 链接 贴纸</code>
    { $names }
lock-unknown =
    没有「{ $name }」，可用的是：
    { $names }

# 内容的种类，给成员看。
kinds-between = 、
kind-text = 文字
kind-photo = 图片
kind-video = 视频
kind-audio = 音频
kind-voice = 语音
kind-videonote = 圆形视频
kind-document = 文件
kind-gif = 动图
kind-sticker = 贴纸
kind-poll = 投票
kind-checklist = 清单
kind-contact = 名片
kind-location = 位置
kind-game = 游戏
kind-emojigame = 骰子
kind-story = 动态
kind-media = 媒体
kind-all = 任何内容
kind-album = 相册
kind-anonchannel = 频道身份发言
kind-inline = 通过机器人发送的内容
kind-button = 带按钮的消息
kind-externalreply = 引用其他群的回复
kind-forward = 转发
kind-forwarduser = 转发个人消息
kind-forwardbot = 转发机器人消息
kind-forwardchannel = 转发频道消息
kind-forwardstory = 转发动态
kind-stickeranimated = 动态贴纸
kind-stickerpremium = 会员贴纸
kind-command = 命令
kind-url = 链接
kind-invitelink = 邀请链接
kind-botlink = 机器人链接
kind-email = 邮箱
kind-phone = 电话
kind-cashtag = 股票标签
kind-hashtag = 话题标签
kind-spoiler = 隐藏内容
kind-emoji = 表情
kind-emojicustom = 自定义表情
kind-emojionly = 纯表情
kind-cjk = 中日韩文字
kind-cyrillic = 西里尔字母
kind-rtl = 从右到左的文字
kind-zalgo = 堆叠字符
kind-bot = 成员拉机器人
