// Package pray answers what people read: the prayer point of a day, the report
// of a country, the news, and the count of those who prayed.
//
// The daily point of a subscription is what /pray answers in that chat on that
// date. It never changes a chat's record and sends nothing; all that it keeps is
// a count under salted hashes, which a crash can leave one short.
package pray
