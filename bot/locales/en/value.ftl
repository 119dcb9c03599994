# Why a setting does not take a value, where what is allowed does not say so.
value-long = At most { $most } characters.
value-many = At most { $most } entries.
value-word = A word is one word: no blanks, at most { $most } characters, and no sign like / or # before it.
value-pattern = This pattern cannot be used: { $said }
value-pattern-long = A pattern has at most { $most } characters.
