# A file of settings: what stands at its head, and what is wrong with one.
recipe-head = Settings of { $group }, for `louzhang import`.
recipe-how = A line that begins with # is as it comes: take the # away to change it.
recipe-large = larger than { $most } MB
recipe-toml = this is no TOML: { $said }
recipe-format = format: { $format } is needed
recipe-setting = { $key }: there is no such setting
recipe-allowed = { $key }: allowed is { $allowed }
recipe-section = { $key }: there is no such section
recipe-tables = settings, topics: sections are needed
recipe-topic = topics.{ $topic }: a topic's number and a section are needed
