feature-region = 地区
set-entry-regions = 新人可以来自哪些地区：国家和地区的名称或 ISO 代码，也可以是别的地名
set-entry-region_proof = 新人是否用自己的手机号证明所在国家或地区，我只记下国家或地区
gate-region = 地区
gate-name-region = 地区
region-asks = 你在哪里？
region-asks-phone =
    本群只收这些国家或地区的手机号：{ $regions }。
    请按输入框下面的键分享你自己的号码，我只记下它属于哪个国家或地区。
region-press = 👇 这个键会分享你自己的手机号。
region-key = 分享我的手机号
region-again = 再显示一次这个键
region-thanks = 👌 我只看了国家或地区，号码没有保存在任何地方。你可以删掉那条消息。
region-foreign = 那是别人的名片。只有你自己的号码才算，请用下面的键。
region-unknown = 我看不出这个号码属于哪个国家或地区。
region-elsewhere = 你的号码属于{ $country }，不在本群的名单里。
region-changed = 名单变了，请重新选。
region-lacks = ⚠️ 门槛 <code>region</code> 还没有名单，暂时什么也不问：<code>/set entry.regions 中国、新加坡</code>
region-no-country = 手机号只能证明国家或地区，这些不是：{ $regions }
region-kept = ℹ️ 手机号只保留它属于哪个国家或地区。
