feature-proof = what newcomers keep to
proof-lapsed = You came in by this: { $gate }. I do not find it any more. Please mend it within { $left }, or you will have to leave; you can come back at any time.
proof-blind-chat = ⚠️ I cannot see who follows { $chat }: make me an administrator there, or newcomers who should follow it have to wait for you. <code>/admit</code> lets them in.
proof-blind-own = ⚠️ I cannot count the subscribers of the channel that somebody here proved: it is not public any more, or it is gone.
