command-shop = what there is to be had for points; for administrators <code>/shop add NAME PRICE</code>
command-redeem = have something for points: <code>/redeem NAME</code>

feature-shop = shop
set-shop-enabled = whether there is a shop where points are spent
rules-shop = What is bought in the shop for points (/shop) is handed over by an administrator, or paid back.
privacy-matter-shop = What you bought for points, so that it is handed over or paid back.
page-due-shop-card = administrators are shown an order
page-due-shop-decide = an order is decided
reason-shop = shop
reason-shop-back = shop, paid back

shop-usage = <code>/shop</code> · <code>/shop orders</code> · for administrators <code>/shop add Mug 50 stock=10 limit=1</code>, <code>/shop edit Mug price=60</code>, <code>/shop remove Mug</code>, <code>/shop done 12</code>, <code>/shop refund 12</code>
shop-usage-add = Name, price, and what else is to hold: <code>/shop add Mug 50 stock=10 limit=1 month=1 worth</code>
    stock: how many there are; limit, month: how many one may have, in all and in a month; worth: it is worth money.
shop-usage-edit = Which, and what of it? <code>/shop edit Mug price=60 stock=5 limit=off month=1 worth=off name=Big mug</code>
shop-usage-redeem = What would you like? <code>/redeem Mug</code>, or the buttons of /shop
shop-usage-order = Which order? <code>/shop done 12</code>, <code>/shop refund 12</code>; those that wait: <code>/shop orders</code>
shop-wrong-name = A name has 1 to { $most } characters.
shop-wrong-price = A price is a whole number of points, in digits, from 1 on.
shop-wrong-count = How many is a whole number in digits, at most { $most }, or off.
shop-wrong-worth = worth=on or worth=off
shop-keep-exists = There is something of that name already.
shop-keep-full = There are { $n } things in the shop already: <code>/shop remove</code> makes room.
shop-keep-gone = It is not in the shop any more.
shop-keep-relay = Goods worth money and the envelope relay exclude each other. Switch the relay off first: <code>/set relay.enabled off</code>
shop-beside-goods = The relay and goods worth money exclude each other. Take those out of the shop first: <code>/shop remove</code>
shop-added = ✅ In the shop: { $line }
shop-changed = ✅ Changed: { $line }
shop-removed = ✅ Not in the shop any more: { $item }

shop-closed = There is nothing to be had for points here.
shop-nameless = Only people have points: write under your own name.
shop-left = You are not in this group any more.
shop-unknown = There is no “{ $item }” in the shop: /shop
shop-empty = The shop is empty.
shop-head = 🛒 <b>Shop</b>
shop-line = { $item } – { $price } { $price ->
        [one] point
       *[other] points
    }
shop-left-over =
    { $n ->
        [0] sold out
       *[other] { $n } left
    }
shop-per-person = { $n } each
shop-per-month = { $n } a month
shop-have =
    { $have ->
        [one] You have 1 point.
       *[other] You have { $have } points.
    }
shop-confirm = { $item } for { $price } { $price ->
        [one] point
       *[other] points
    }? You have { $have }.
shop-bought = ✅ Order { $number }: { $item } for { $price } { $price ->
        [one] point
       *[other] points
    }. An administrator hands it over; I tell you.
shop-no-gone = That is not in the shop any more. Nothing was bought.
shop-no-changed = That has changed. Look at the price again. Nothing was bought.
shop-no-sold = Sold out. Nothing was bought.
shop-no-relay = That is not sold while the envelope relay is on. Nothing was bought.
shop-no-limit = You cannot have more than { $n } of it. Nothing was bought.
shop-no-month = You cannot have more than { $n } of it a month. Nothing was bought.
shop-no-short = That is too much for your { $n } { $n ->
        [one] point
       *[other] points
    }. Nothing was bought.
shop-no-before = You bought that already: order { $number }.

shop-card = 🛒 <b>Order { $number }</b> · { $group }
shop-card-item = { $item } for { $price } { $price ->
        [one] point
       *[other] points
    }
shop-card-buyer = For <a href="tg://user?id={ $person }">{ $name }</a>
shop-card-left = They are not in the group any more.
shop-card-erased = Whoever bought it had themselves erased.
shop-card-closed = → { $state }
# For the group.
shop-card-line = 🛒 Order { $number } ({ $item }) { $admins }: please hand it over.
shop-line-closed = 🛒 Order { $number } → { $state }
shop-state-open = waiting
shop-state-done = handed over
shop-state-refunded = paid back
shop-button-done = Done
shop-button-refund = Refund
shop-told-done = ✅ Order { $number } ({ $item }) was handed over.
shop-told-refund =
    { $price ->
        [one] ↩️ Order { $number } ({ $item }) does not come about: 1 point is yours again.
       *[other] ↩️ Order { $number } ({ $item }) does not come about: { $price } points are yours again.
    }
shop-order = Order { $number }: { $item } · { $price } · { $name } · { $day }
shop-orders-none = No order waits.
shop-own = Order { $number }: { $item } · { $price } · { $state } · { $day }
shop-own-none = You have bought nothing yet: /shop
shop-nobody = somebody who was erased
