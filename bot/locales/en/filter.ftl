command-filter = answer to a word: <code>/filter hi Hello!</code>, <code>/filter "good morning" …</code>, <code>/filter (hi, hello) …</code>, or in reply to a picture
command-stop = answer no more to a word: <code>/stop hi</code>
command-filters = the words that are answered

feature-filters = keyword replies
set-filters-enabled = whether I answer to the words of /filter

filter-usage =
    A word, and what I answer to it: <code>/filter hi Hello!</code>
    A phrase: <code>/filter "good morning" Hello!</code>; up to 20 words: <code>/filter (hi, hello) Hello!</code>
    In reply to a message, a picture or anything else: <code>/filter hi</code>
filter-long = A word has at most { $most } characters.
filter-many = There are { $most } words already: more I cannot keep. /stop takes one away.
filter-set = ✅ I answer to: { $words }
filter-stop-usage = Which word? For example <code>/stop hi</code>
filter-stopped = ✅ I answer no more to: { $words }
filter-none-such = I do not answer to: { $words }. /filters shows the words.
filter-none = There are no keyword replies yet: <code>/filter hi Hello!</code>
filter-line = • { $word }
