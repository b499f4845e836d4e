package commandstest

import "prayerbot/commands/reply"

// Arabic is a reply as the core gives it in Arabic: each line says that it runs from
// right to left, and what is filled in is isolated.
func Arabic() reply.Reply {
	return reply.Reply{
		Title: "\u200F\u2068🇳🇬\u2069 \u2068نيجيريا\u2069: \u2068Every child came home\u2069",
		Blocks: []reply.Block{
			{Kind: reply.Paragraph, Text: "أحمل إليكم كل يوم موضوع صلاة واحدًا. اكتبوا \u2068/subscribe 07:00\u2069 ثم اسم مدينتكم."},
			{Kind: reply.Heading, Text: "المواعيد الثلاثة القادمة"},
			{Kind: reply.List, Items: []reply.Item{
				{Text: "\u200F\u2068الأربعاء\u2069 \u206825\u2069 \u2068نوفمبر\u2069، \u206807:00\u2069"},
				{Label: "\u200F/pray", Text: "موضوع الصلاة لليوم، أو لبلد أو تاريخ"},
			}},
			{Kind: reply.Facts, Items: []reply.Item{
				{Label: "الديانة", Text: "\u2068\u200F\u2068مسلمون\u2069 \u206853.5\u2069%\u2069 و\u2068\u200F\u2068كاثوليك\u2069 \u206810.6\u2069%\u2069", Note: "بحسب \u20682018\u2069"},
				{Label: "المنطقة الزمنية", Text: "\u2068Africa/Lagos\u2069، الساعة الآن \u206815:05\u2069"},
			}},
			{Kind: reply.Verse, Text: "وَلْيَجْرِ ٱلْحَقُّ كَٱلْمِيَاهِ، وَٱلْبِرُّ كَنَهْرٍ دَائِمٍ.", Items: []reply.Item{{Text: "عاموس 5:24", Link: "https://example.org/amo", Note: "ترجمة فان دايك"}}},
			{Kind: reply.Foreign, Text: "نجتمع للصلاة يوم الجمعة.\nWe meet on Friday."},
			{Kind: reply.Note, Text: "المصدر:", Items: []reply.Item{{Text: "\u2068Open Doors World Watch List\u2069، \u20682026\u2069", Link: "https://example.org/wwl"}}},
		},
		Buttons: [][]reply.Button{{{Label: "🙏 صليت", Do: "1 prayed ng-one"}, {Label: "تغيير \u20681\u2069: \u206807:00\u2069", Do: "change 1"}}},
	}
}
