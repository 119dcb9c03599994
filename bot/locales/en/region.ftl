feature-region = regions
set-entry-regions = the regions newcomers may come from: countries by name or ISO code, or other places
set-entry-region_proof = whether newcomers prove their country with their own phone number, of which I keep the country alone
gate-region = a region
gate-name-region = the region
region-asks = Where are you?
region-asks-phone =
    This group is for people with a phone number of: { $regions }.
    Press the key below the field of input to share your own number. I keep only which country it is of.
region-press = 👇 This key shares your own phone number.
region-key = Share my phone number
region-again = Show the key again
region-thanks = 👌 I have looked at the country; the number is kept nowhere. You can delete your message.
region-foreign = That is somebody else’s contact. Only your own number counts: use the key.
region-unknown = I cannot tell which country that number is of.
region-elsewhere = Your number is of { $country }, which this group does not list.
region-changed = The list has changed: choose again, please.
region-lacks = ⚠️ The gate <code>region</code> asks nothing until you list some: <code>/set entry.regions China, SG</code>
region-no-country = A phone number proves only a country, and these are none: { $regions }
region-kept = ℹ️ Of the phone numbers, only the country is kept.
