package discordtest

import (
	"encoding/base64"
	"fmt"
	"html"
	"net/http"
	"strings"
)

// Draw is a page that shows messages much as Discord does, in its dark colours, to be
// looked at: what stands above a frame, the frame with its colour, texts with Discord's
// marks, pictures, buttons and menus. Nothing of it is fetched.
func Draw(messages ...Message) string {
	var page strings.Builder
	page.WriteString(`<!doctype html><meta charset="utf-8"><title>Discord</title><style>` + drawnStyle + `</style>`)
	for _, m := range messages {
		fmt.Fprintf(&page, `<div class="m"><div class="i">🙏</div><div class="b"><div class="w">Prayer <span>APP</span></div>%s%s</div></div>`, m.drawn(), m.note())
	}
	page.WriteString(`<script>document.documentElement.dataset.height = document.body.scrollHeight</script>`)
	return page.String()
}

// note says who sees a message, where that is one person alone.
func (m *Message) note() string {
	if m.Flags&ephemeral == 0 {
		return ""
	}
	return `<div class="n">👁 Only you can see this</div>`
}

// drawn is a message as HTML.
func (m *Message) drawn() string {
	if m.Laid {
		text := ""
		for _, top := range m.form.Components {
			text += m.drawPart(control{Type: top.Type, layout: top.layout, Components: top.Components})
		}
		return text
	}
	text := `<div class="p">` + drawText(m.Content) + `</div>`
	for _, e := range m.Embeds {
		text += m.drawEmbed(e)
	}
	for _, row := range m.form.Components {
		text += drawRow(row.Components)
	}
	return text
}

// drawEmbed is an embed: beside its text the thumbnail, below it fields, picture and footer.
func (m *Message) drawEmbed(e Embed) string {
	text := fmt.Sprintf(`<div class="e" style="border-color:#%06x">`, e.Color)
	if e.Thumbnail != nil {
		text += `<div class="th">` + m.drawPicture(e.Thumbnail.URL, m.Alt) + `</div>`
	}
	if e.Title != "" {
		text += `<b class="t">` + drawText(e.Title) + `</b>`
	}
	text += `<div class="p">` + drawText(e.Description) + `</div>` + drawFields(e.Fields)
	if e.Image != nil {
		text += m.drawPicture(e.Image.URL, m.Alt)
	}
	if e.Footer != nil {
		text += `<div class="p"><small>` + html.EscapeString(e.Footer.Text) + `</small></div>`
	}
	return text + `</div>`
}

// drawFields are the fields of an embed, up to three in a line where they may stand beside
// others.
func drawFields(all []Field) string {
	if len(all) == 0 {
		return ""
	}
	text := `<div class="fs">`
	for _, f := range all {
		class := "f"
		if f.Inline {
			class = "f in"
		}
		text += `<div class="` + class + `"><b>` + drawText(f.Name) + `</b><div class="p">` + drawText(f.Value) + `</div></div>`
	}
	return text + `</div>`
}

// drawPart is a component of a message of components alone.
func (m *Message) drawPart(p control) string {
	switch p.Type {
	case rowType:
		return drawRow(p.Components)
	case wordsType:
		return `<div class="p">` + drawText(p.Content) + `</div>`
	case lineType:
		return `<hr>`
	case galleryType:
		return m.drawPicture(p.Items[0].Media.URL, p.Items[0].Alt)
	}
	text := fmt.Sprintf(`<div class="e" style="border-color:#%06x">`, p.Color)
	for _, inner := range p.Components {
		text += m.drawPart(inner)
	}
	return text + `</div>`
}

// drawPicture is a picture that came with a message; another one is told of in words.
func (m *Message) drawPicture(address, alt string) string {
	if m.Picture == nil {
		return `<p class="n">` + html.EscapeString(alt+" "+address) + `</p>`
	}
	data := "data:" + http.DetectContentType(m.Picture) + ";base64," + base64.StdEncoding.EncodeToString(m.Picture)
	return `<img src="` + data + `" alt="` + html.EscapeString(alt) + `">`
}

// drawRow is a row of buttons, or a menu.
func drawRow(controls []control) string {
	text := `<div class="r">`
	for _, c := range controls {
		switch {
		case c.Type == 2 && c.Style == 5:
			text += `<span class="k">` + html.EscapeString(c.Label) + ` ↗</span>`
		case c.Type == 2:
			text += fmt.Sprintf(`<span class="k s%d">%s</span>`, c.Style, html.EscapeString(c.Label))
		default:
			prompt := c.Placeholder
			if prompt == "" {
				prompt = "Make a selection"
			}
			text += `<span class="k menu">` + html.EscapeString(prompt) + ` ⌄</span>`
		}
	}
	return text + `</div>`
}

const drawnStyle = `body{margin:0;padding:16px;background:#313338;color:#dbdee1;font:16px/1.375 "Noto Sans","DejaVu Sans","Noto Color Emoji",sans-serif;width:600px}
.m{display:flex;gap:14px;margin-bottom:18px}.i{flex:none;width:40px;height:40px;border-radius:50%;background:#5865f2;text-align:center;line-height:40px;font-size:20px}
.b{min-width:0;flex:1}.w{font-weight:600;color:#f2f3f5}.w span{font-size:10px;background:#5865f2;border-radius:3px;padding:1px 4px;vertical-align:2px}
.p{margin:2px 0;white-space:pre-wrap;overflow-wrap:anywhere}.e{background:#2b2d31;border-left:4px solid;border-radius:5px;padding:10px 16px;margin:6px 0;max-width:500px}
.e .p{font-size:14px}.t{display:block;color:#f2f3f5}a,.c{color:#00a8fc;text-decoration:none}.c{background:#3c4270;border-radius:3px;padding:0 3px}
h3{margin:0 0 2px;font-size:17px;color:#f2f3f5}small{font-size:12px;color:#949ba4}blockquote{margin:0;padding-left:10px;border-left:4px solid #4e5058;display:block}
code{background:#1e1f22;border-radius:3px;padding:0 3px}hr{border:0;border-top:1px solid #3f4147;margin:10px 0}img{max-width:100%;border-radius:6px;display:block;margin:8px 0}
.r{display:flex;flex-wrap:wrap;gap:8px;margin:6px 0}.k{background:#4e5058;color:#fff;border-radius:8px;padding:5px 14px;font-size:14px}.s1{background:#5865f2}.s3{background:#248046}.s4{background:#da373c}
.e{display:flow-root}.th{float:right;margin:0 0 8px 16px}.th img{width:80px;height:80px;margin:0}.fs{display:flex;flex-wrap:wrap;gap:8px;margin:8px 0;font-size:14px}.f{flex:0 0 100%}.in{flex:1 1 30%}
.menu{flex:1;max-width:400px;background:#1e1f22;color:#949ba4}.n{font-size:12px;color:#949ba4}.x{background:#1e1f22;color:#1e1f22;border-radius:3px}`
