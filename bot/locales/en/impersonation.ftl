feature-impersonation = impersonation
set-impersonation-enabled = whether I look for newcomers who have an administrator's name
set-impersonation-action = what happens to who writes it in disguise: silent until an administrator decides, or reported only
rule-impersonation = looks like an administrator
rules-impersonation = Nobody takes an administrator's name: who writes it in disguise is silent until it is cleared up.
impersonation-like = looks like …
privacy-matter-looks = How your name looks, as an administrator, to find who takes it.
