package record

import (
	"strconv"

	"prayerbot/content"
)

// settingOffered is stored as a setting of a chat that was offered pictures: with which
// delivery. It is in no table.
const settingOffered Setting = "offered"

// OffersPictures tells whether pictures are offered with the delivery of a subscription for
// a local date. open says that no delivery has offered them yet.
func (c *Chat) OffersPictures(subscription int, date content.Date) (does, open bool) {
	offered := c.Settings[string(settingOffered)]
	return offered == offerOf(subscription, date), offered == ""
}

// OfferPictures notes that they are offered with that delivery, and with no other.
func (c *Chat) OfferPictures(subscription int, date content.Date) {
	c.Choose(settingOffered, offerOf(subscription, date))
}

func offerOf(subscription int, date content.Date) string {
	return strconv.Itoa(subscription) + "." + date.String()
}
