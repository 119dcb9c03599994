command-lock = kinds of content that may not be posted: <code>/lock url sticker</code>, in one topic: <code>/lock url here</code>
command-unlock = kinds of content that may be posted again: <code>/unlock url</code>, <code>/unlock all</code>
command-locks = what is locked, and what could be

feature-lock = locks
set-lock-enabled = whether locked kinds of content are deleted
set-lock-types = kinds of content that may not be posted
set-lock-action = what happens to who posts them all the same
rules-lock = Not here: { $names }; otherwise: { $then }.
rule-lock = locked content
signal-lock = locked content

lock-did = 🔒 Locked: { $names }
lock-undid = 🔓 Unlocked: { $names }
lock-not = Not locked: { $names }
lock-list = 🔒 Locked: <b>{ $names }</b>
lock-none = 🔓 Nothing is locked.
lock-free = Can be locked: { $names }
lock-usage =
    Say what: <code>/{ $name } url sticker</code>
    { $names }
lock-unknown =
    There is no “{ $name }”. There are:
    { $names }

# Kinds of content, for members to read.
kinds-between = {", "}
kind-text = texts
kind-photo = photos
kind-video = videos
kind-audio = audio files
kind-voice = voice messages
kind-videonote = video messages
kind-document = files
kind-gif = GIFs
kind-sticker = stickers
kind-poll = polls
kind-checklist = checklists
kind-contact = contacts
kind-location = locations
kind-game = games
kind-emojigame = dice
kind-story = stories
kind-media = media
kind-all = anything at all
kind-album = albums
kind-anonchannel = messages of channels
kind-inline = messages by way of a bot
kind-button = messages with buttons
kind-externalreply = replies to other chats
kind-forward = forwards
kind-forwarduser = forwards from people
kind-forwardbot = forwards from bots
kind-forwardchannel = forwards from channels
kind-forwardstory = forwarded stories
kind-stickeranimated = animated stickers
kind-stickerpremium = premium stickers
kind-command = commands
kind-url = links
kind-invitelink = invite links
kind-botlink = links to bots
kind-email = e-mail addresses
kind-phone = telephone numbers
kind-cashtag = cashtags
kind-hashtag = hashtags
kind-spoiler = spoilers
kind-emoji = emoji
kind-emojicustom = custom emoji
kind-emojionly = emoji alone
kind-cjk = Chinese, Japanese and Korean
kind-cyrillic = Cyrillic letters
kind-rtl = writing from right to left
kind-zalgo = letters piled upon each other
kind-bot = bots that members bring
