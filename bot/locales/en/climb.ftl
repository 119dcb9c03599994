command-climb = climb back to what was bookmarked: <code>/climb 20170201201</code>

climb-usage = Which bookmark? <code>/climb 20170201201</code>. /stairs shows all.
climb-none = There is no bookmark { $text }. /stairs, in the group, shows all.
