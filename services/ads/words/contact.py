"""The ways to write WeChat, QQ, Telegram and WhatsApp, plain and in disguise."""

from itertools import product
from typing import Final

FIRST: Final = "微薇威徽溦葳嶶卫维魏媺v"
SECOND: Final = "信芯心欣馨伈杺x辛鑫星亻言訫"
"""Characters that stand for the first and the second of 微信."""

ADD: Final = "加家佳伽茄嘉+"
"""Characters that stand for 加, to add somebody."""

_NAMES: Final = """
    vx wx v: v： w: w： 微: 微： wechat weixin wei信 we信 薇 溦 绿泡泡 绿色软件
    qq 扣扣 扣群 企鹅 蔻蔻 球球 q群 抠抠
    电报 飞机 蝙蝠 tg telegram teleg телеграм* телега телегу тг лс
    whatsapp watsapp вотсап* ватсап* viber вайбер signal discord skype instagram
"""

CORES: Final = (
    *_NAMES.split(),
    *map("".join, product(FIRST, SECOND)),
    *map("".join, product(ADD, "微薇威溦vqw我个")),
)
"""What must be in a text before the patterns of contacts are tried on it."""
