feature-tidy = tidying
set-tidy-enabled = whether I clean up behind myself
set-tidy-commands = how long confirmations, errors and the commands themselves are left standing
set-tidy-notices = how long notices of punishments are left standing
set-tidy-joins = whether lines about who came and went are deleted
