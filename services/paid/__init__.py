"""Payments in Telegram Stars, the terms they buy, and what becomes of whose term is over."""
