package discordtest

import (
	"fmt"
	"html"
	"strings"
)

// DrawForm is a page that shows a form much as Discord does.
func DrawForm(f *Form) string {
	var page strings.Builder
	page.WriteString(`<!doctype html><meta charset="utf-8"><title>Discord</title><style>` + drawnStyle + drawnForm + `</style>`)
	fmt.Fprintf(&page, `<div class="modal"><h3>%s</h3>`, html.EscapeString(f.Title))
	if f.Field != "" {
		fmt.Fprintf(&page, `<label>%s <i>*</i></label><div class="area">%s</div>`, html.EscapeString(f.Label), html.EscapeString(f.Value))
	}
	for _, c := range f.Choices {
		page.WriteString(c.drawn())
	}
	page.WriteString(`<div class="r"><span class="k">Cancel</span><span class="k s1">Submit</span></div></div>`)
	page.WriteString(`<script>document.documentElement.dataset.height = document.body.scrollHeight</script>`)
	return page.String()
}

// drawn is a choice as HTML.
func (c Choice) drawn() string {
	must := ""
	if c.Required {
		must = " <i>*</i>"
	}
	text := fmt.Sprintf(`<label>%s%s</label>`, html.EscapeString(c.Label), must)
	if c.Note != "" {
		text += `<div class="n">` + html.EscapeString(c.Note) + `</div>`
	}
	if c.Kind == 23 {
		return text + drawnOption("box", ChoiceOption{Is: c.Ticked})
	}
	shape := map[int]string{21: "dot", 22: "box"}[c.Kind]
	for _, o := range c.Options {
		text += drawnOption(shape, o)
	}
	return text
}

// drawnOption is what can be ticked.
func drawnOption(shape string, o ChoiceOption) string {
	if o.Is {
		shape += " on"
	}
	return fmt.Sprintf(`<div class="o"><span class="%s"></span><div>%s<div class="n">%s</div></div></div>`, shape, html.EscapeString(o.Label), html.EscapeString(o.Note))
}

const drawnForm = `.modal{background:#2b2d31;border-radius:8px;padding:18px 20px;max-width:440px}label{display:block;margin:14px 0 4px;font-weight:600;color:#f2f3f5}i{color:#f23f43;font-style:normal}
.area{background:#1e1f22;border-radius:6px;min-height:90px;padding:8px 10px}.o{display:flex;gap:10px;align-items:flex-start;background:#232428;border-radius:6px;padding:8px 10px;margin:6px 0}
.dot,.box{flex:none;width:18px;height:18px;border:2px solid #80848e;margin-top:2px}.dot{border-radius:50%}.box{border-radius:4px}.on{background:#5865f2;border-color:#5865f2}`
