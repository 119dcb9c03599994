command-shop = 积分商店；管理员上架：<code>/shop add 名称 价格</code>
command-redeem = 用积分兑换：<code>/redeem 名称</code>

feature-shop = 积分商店
set-shop-enabled = 是否开设花积分的商店
rules-shop = 在积分商店（/shop）兑换的东西由管理员交付，交付不了就退还积分。
privacy-matter-shop = 你用积分兑换过什么，以便交付或退还。
page-due-shop-card = 把订单送到管理员面前
page-due-shop-decide = 处理订单
reason-shop = 商店兑换
reason-shop-back = 商店退还

shop-usage = <code>/shop</code> · <code>/shop 订单</code> · 管理员：<code>/shop 上架 马克杯 50 库存=10 限购=1</code>、<code>/shop 修改 马克杯 价格=60</code>、<code>/shop 下架 马克杯</code>、<code>/shop 发货 12</code>、<code>/shop 退款 12</code>
shop-usage-add = 依次写名称、价格和其他条件：<code>/shop 上架 马克杯 50 库存=10 限购=1 每月=1 贵重</code>
    库存：一共几份；限购、每月：每人总共、每月最多几份；贵重：值钱的东西。
shop-usage-edit = 改哪一样、改什么？<code>/shop 修改 马克杯 价格=60 库存=5 限购=不限 每月=1 贵重=否 名称=大马克杯</code>
shop-usage-redeem = 想兑换什么？<code>/redeem 马克杯</code>，或者点 /shop 里的按钮
shop-usage-order = 哪个订单？<code>/shop 发货 12</code>、<code>/shop 退款 12</code>；待处理的：<code>/shop 订单</code>
shop-wrong-name = 名称为 1 到 { $most } 个字。
shop-wrong-price = 价格是从 1 起的整数，用数字写。
shop-wrong-count = 份数是整数，用数字写，最多 { $most }，或写「不限」。
shop-wrong-worth = 贵重=是 或 贵重=否
shop-keep-exists = 已经有同名的东西了。
shop-keep-full = 商店里已经有 { $n } 样东西，先用 <code>/shop 下架</code> 腾位置。
shop-keep-gone = 它已经下架了。
shop-keep-relay = 值钱的东西和红包接龙不能并存。请先关闭红包接龙：<code>/set relay.enabled off</code>
shop-beside-goods = 红包接龙和值钱的东西不能并存。请先把它们下架：<code>/shop 下架 名称</code>
shop-added = ✅ 已上架：{ $line }
shop-changed = ✅ 已修改：{ $line }
shop-removed = ✅ 已下架：{ $item }

shop-closed = 本群没有可以用积分兑换的东西。
shop-nameless = 只有个人才有积分，请用自己的身份发言。
shop-left = 你已经不在本群了。
shop-unknown = 商店里没有「{ $item }」：/shop
shop-empty = 商店里还没有东西。
shop-head = 🛒 <b>积分商店</b>
shop-line = { $item }——{ $price } 分
shop-left-over =
    { $n ->
        [0] 已兑完
       *[other] 剩 { $n } 份
    }
shop-per-person = 每人限 { $n } 份
shop-per-month = 每月限 { $n } 份
shop-have = 你有 { $have } 分。
shop-confirm = 用 { $price } 分兑换 { $item }？你有 { $have } 分。
shop-bought = ✅ 订单 { $number }：{ $item }，{ $price } 分。由管理员交付，到时我会告诉你。
shop-no-gone = 它已经下架了，没有兑换。
shop-no-changed = 它有变动，请重新看一下价格。没有兑换。
shop-no-sold = 已经兑完了，没有兑换。
shop-no-relay = 红包接龙开着的时候不兑换这样东西。没有兑换。
shop-no-limit = 每人最多 { $n } 份，没有兑换。
shop-no-month = 每人每月最多 { $n } 份，没有兑换。
shop-no-short = 你只有 { $n } 分，不够。没有兑换。
shop-no-before = 你已经兑换了：订单 { $number }。

shop-card = 🛒 <b>订单 { $number }</b> · { $group }
shop-card-item = { $item }，{ $price } 分
shop-card-buyer = 兑换人：<a href="tg://user?id={ $person }">{ $name }</a>
shop-card-left = 此人已不在群里。
shop-card-erased = 兑换的人已经删除了自己的资料。
shop-card-closed = → { $state }
# For the group.
shop-card-line = 🛒 订单 { $number }（{ $item }）{ $admins }：请交付。
shop-line-closed = 🛒 订单 { $number } → { $state }
shop-state-open = 待处理
shop-state-done = 已交付
shop-state-refunded = 已退还
shop-button-done = 已交付
shop-button-refund = 退还积分
shop-told-done = ✅ 订单 { $number }（{ $item }）已交付。
shop-told-refund = ↩️ 订单 { $number }（{ $item }）没有成交，{ $price } 分已退还给你。
shop-order = 订单 { $number }：{ $item } · { $price } 分 · { $name } · { $day }
shop-orders-none = 没有待处理的订单。
shop-own = 订单 { $number }：{ $item } · { $price } 分 · { $state } · { $day }
shop-own-none = 你还没有兑换过东西：/shop
shop-nobody = 已删除资料的人
