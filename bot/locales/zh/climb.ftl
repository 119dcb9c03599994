command-climb = 爬楼：按楼号找回消息，<code>/climb 20170201201</code>

climb-usage = 查哪个楼号？例如：<code>/climb 20170201201</code>。/stairs 可以看全部楼号。
climb-none = 没有找到楼号 { $text }。在群里发 /stairs 可以看全部楼号。
