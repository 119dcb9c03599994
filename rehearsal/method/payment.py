"""Payments by Telegram Stars."""

from rehearsal import charge, checkout, invoice
from rehearsal.call import Params
from rehearsal.error import Violated, bad_request
from rehearsal.method.registry import method
from rehearsal.method.sending import deliver
from rehearsal.till import Charge
from rehearsal.user import Json
from rehearsal.world import World

UNKNOWN = "CHARGE_NOT_FOUND"


@method("sendInvoice")
def send_invoice(world: World, params: Params) -> Json:
    offer = invoice.read(params)
    rows = (params.get("reply_markup") or {}).get("inline_keyboard") or [[{"pay": True}]]
    if not rows[0] or not rows[0][0].get("pay"):
        raise Violated("the first button must be a Pay button")
    message = deliver(world, params, {"invoice": offer.to_json()})
    message.invoice = offer
    message.markup = message.markup or offer.button()
    return message.to_json()


@method("createInvoiceLink")
def create_invoice_link(world: World, params: Params) -> str:
    url = f"https://t.me/${world.rng.getrandbits(80):020x}"
    world.till.invoices[url] = invoice.read(params)
    return url


@method("answerPreCheckoutQuery")
def answer_pre_checkout_query(world: World, params: Params) -> bool:
    refusal = None if params.flag("ok") else params.text("error_message")
    if refusal == "":
        raise Violated("error message is required when the payment is refused")
    checkout.settle(world, params.text("pre_checkout_query_id"), refusal)
    return True


@method("refundStarPayment")
def refund_star_payment(world: World, params: Params) -> bool:
    charge.give_back(world, _charge(world, params))
    return True


@method("editUserStarSubscription")
def edit_user_star_subscription(world: World, params: Params) -> bool:
    """Allowed again, a subscription is renewed only if its owner takes it up."""
    found = _charge(world, params).subscription
    if found is None or found.over:
        raise bad_request(UNKNOWN)
    found.barred = params.flag("is_canceled")
    found.cancelled = found.cancelled or found.barred
    return True


@method("getStarTransactions")
def get_star_transactions(world: World, params: Params) -> Json:
    start = params.integer("offset") or 0
    end = start + (params.integer("limit") or 100)
    return {"transactions": world.till.transactions[start:end]}


@method("getMyStarBalance")
def get_my_star_balance(world: World, params: Params) -> Json:
    return {"amount": world.till.balance}


def _charge(world: World, params: Params) -> Charge:
    world.user(params.number("user_id"))
    charge_id = params.text("telegram_payment_charge_id")
    found = world.till.charge_of(params.number("user_id"), charge_id)
    if found is None:
        raise bad_request(UNKNOWN)
    return found
