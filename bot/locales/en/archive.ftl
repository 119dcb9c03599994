feature-archive = archive
set-archive-keep = for how long I keep what is said: a time, <code>forever</code>, or <code>off</code>
archive-for = What is said here is kept for { $term } and can be found by members: /climb.
archive-forever = What is said here is kept for good and can be found by members: /climb.
archive-off = What is said here is not kept.
archive-longer = 🗄 From now on: { $how } Your own words go with /forgetme, everything with <code>/set archive.keep off</code>.
privacy-matter-climbs = What you looked for with /climb, so that you can turn the pages.
