# The command line.
command-pack-built = The pack is in { $file }.
command-pack-not-built = The pack was not built: { $faults ->
    [one] one fault
   *[other] { $faults } faults
}.
command-not-written = { $file } could not be written: { $reason }
command-not-read = The file could not be read: { $reason }
command-pack-good = This is the pack { $pack }, edition { $version }. Its signature and all its parts are right.
command-pack-development = It is a development pack, signed with the test key: not for use with people.
command-pack-none = This file is not a content pack.
command-guide-none = There is no questionnaire (.xlsx or .xml) in { $folder }.
command-guide-good = { $file }: no fault found
command-guide-proven = { $file }: { $proven } of { $questions } questions are proven to be asked
command-guide-proven-answers = { $file }: { $proven } of { $questions } questions are proven to take an answer
command-guide-proven-outcome = { $file }: every talk is proven to come to a result or a reading
command-guide-proven-consent = { $file }: { $proven } of { $questions } questions after { $consent } are proven to be asked only after its yes
command-guide-faults = { $faults ->
    [one] One fault. Nothing was changed.
   *[other] { $faults } faults. Nothing was changed.
}
command-guide-cover = { $taken } of { $branches } branches are taken
command-not-a-time = { $text } is not a moment as RFC 3339 writes it, such as 2026-11-22T10:40:00+07:00.
command-not-a-script = The script could not be read: { $reason }
command-in-use = Another Suluh is using this data folder. Close it first, or choose another folder with --data.
command-data-folder = The data folder { $folder } cannot be used: { $reason }
command-port-busy = Port { $port } is busy. Choose another with --port, or leave it out to take a free one.
command-desk-failed = The desk had to stop: { $reason }. Everything saved is still there.
command-pack-refused = The installed content pack is not used; the one that came with the app is. { $why }
command-template-written = The workbook is in { $file }. Fill in one row for each service, then import it.
command-example-left-out = Row { $row } of the sheet services is the example. It was left out.
command-services-read = { $services ->
    [one] One service
   *[other] { $services } services
} and { $places ->
    [one] one place
   *[other] { $places } places
} were read; no fault was found.
command-dry-run = Nothing was written.
command-directory-written = They are now the directory in { $folder }.
command-none-due = Nothing is due. Every entry was confirmed in time.
command-call-script = Call as an ordinary person would, in the language people speak there. Ask: Are you open, and when? Who may come; men and boys too? What does it cost? Which papers, and what if somebody has none? How long does one wait? Must one talk to the police? Then write down the day, how you asked, and your role, not your name.
command-due-soon = To be confirmed by { $day }
command-never-called = Nobody has called yet
command-overdue = Overdue since { $day }
command-withdrawn = No longer shown: overdue since { $day } and not confirmed since
command-withdrawn-ended = No longer shown: it has ended
command-withdrawn-harm = No longer shown since { $day }: reported twice that somebody was treated badly there
command-figures-place = { $name } ({ $id }): { $entries ->
    [one] one service
   *[other] { $entries } services
}, { $intime } confirmed in time, { $never } never called, { $overdue } overdue
command-figures-reported = with open reports { $reported }
command-figures-groups = for women { $women }, men { $men }, girls { $girls }, boys { $boys }, people from abroad { $foreigners }, without steps { $stepfree }
command-filter-key = There is no filter { $key }. The filters are: { $right }.
command-filter-value = { $value } is no value of the filter { $key }. The right ones are: { $right }.
command-filter-language = { $code } is no language code. Use one such as id, ms, vi, th, km, lo, my, en or hmn.
command-file-exists = { $file } is there already. Choose another name, or move it away first.
command-would-replace = { $file } is there already. Choose another name, or write over it with --replace.
command-also-read = { $file } is read here too, and would be lost. Choose another name for what is written.
command-edition-empty = The file holds no service. The directory in { $folder } was left as it is.
command-nothing-found = Nothing was found. Try other words, or fewer filters.
command-organisation-unused = No service names the organization { $key }. It was left out.
command-checked-later = { $name } ({ $id }) was checked later already: { $day }
command-import-older = The file is older than the directory in { $folder }. Nothing was changed. Export a new workbook and write into that; or, if the earlier days are right, import this one with --replace.
command-not-in-the-file = { $name } ({ $id }) is not in the file.
command-import-shorter = Services of the directory in { $folder } are not in the file. Nothing was changed. Export a workbook and write into that; or, if they are to go, import this one with --replace. One that ended can stay with the availability ended.
command-left-out = { $name } ({ $id }) is no longer listed. Its history went with it; a service that ended can stay with the availability ended.
command-no-longer-secret = { $name } ({ $id }) was a secret place and is one no longer. If that is wrong, set secret to yes and import again before anything is published.
command-report-noted = Noted for { $name }: { $report }
command-report-known = That was noted before. Nothing was changed. If somebody else reported it too, say by which role, with --by.
command-report-settled = The service was confirmed on that day or later, so this changes nothing about how it is shown.
command-settle-done = { $count ->
    [one] { $count } report of the kind { $kind } about { $name } is settled.
   *[other] { $count } reports of the kind { $kind } about { $name } are settled.
}
command-settle-undone = { $count ->
    [one] { $count } report of the kind { $kind } about { $name } is open again.
   *[other] { $count } reports of the kind { $kind } about { $name } are open again.
}
command-settle-none = No such report of the kind { $kind } about { $name } until that day. Nothing was changed.
command-report-kind = { $kind } is no kind of report. The right ones are: { $right }.
command-report-day = { $day } is no day until today. Write year, month and day, like 2026-05-03.
command-report-role = The role holds a line break or a sign that nobody sees. Write it again by hand, in one line.
command-service-unknown = This directory has no service { $id }.
command-history-undated = no day
command-history-consent = The provider agreed to be listed
command-history-confirmed = Confirmed with the service: { $how }
command-history-source = Read in a public source: { $how }
command-history-change = { $field } changed from "{ $before }" to "{ $after }"
command-history-report = Reported: { $report }
command-history-report-settled = Reported, and settled since: { $report }
command-pack-publishers = { $signed } of the { $known } publishers whom this program knows have signed; { $needed } must.
command-pack-no-publishers = This program knows no publishers yet; { $needed } of them will have to sign.
command-pack-signed = The pack in { $file } has { $signatures ->
    [one] one signature
   *[other] { $signatures } signatures
} now.
command-key-unreadable = { $file } is no secret key of minisign.
command-key-password = The password does not open this key.
command-key-ask = Password of the key:
command-key-signed-already = This key has signed the pack already. Nothing was changed.
command-pack-signatures-full = The pack has as many signatures as it can hold ({ $most }). Nothing was changed.
command-pack-cannot-be-packed = The pack could not be put together again. Nothing was changed.
command-pack-needs-base = This file needs a content file it builds on. Ask for the whole one.
command-pack-delta = { $file } holds the signed list of contents and { $held } of { $all } parts. It can be installed where the pack it builds on is installed.
command-pack-delta-whole = No part of the new pack is in the old one: hand the whole pack on.
command-pack-delta-none = Every part of the new pack is in the old one. { $file } holds nothing but the signed list of contents.
