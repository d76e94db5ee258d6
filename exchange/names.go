package exchange

import (
	"strings"

	"lungang/model"
	"lungang/policy"
)

// compound are the surnames of two characters that are in use.
var compound = func() map[string]bool {
	out := map[string]bool{}
	for s := range strings.FieldsSeq("欧阳 太史 端木 上官 司马 东方 独孤 南宫 万俟 闻人 夏侯 诸葛 尉迟 公羊 赫连 澹台 皇甫 宗政 濮阳 " +
		"公冶 太叔 申屠 公孙 慕容 仲孙 钟离 长孙 宇文 司徒 鲜于 司空 闾丘 子车 亓官 司寇 巫马 公西 颛孙 壤驷 公良 漆雕 乐正 " +
		"宰父 谷梁 拓跋 夹谷 轩辕 令狐 段干 百里 呼延 东郭 南门 羊舌 微生 梁丘 左丘 西门 东宫 南荣 即墨 达奚 褚师") {
		out[s] = true
	}
	return out
}()

// PublishedName writes a name as the published list may show it: see the modes
// of policy.PublishedNames. Names of minorities (with ·) keep their first
// character. An empty name stays empty.
func PublishedName(name, mode string) string {
	r := []rune(strings.TrimSpace(name))
	if len(r) == 0 {
		return ""
	}
	surname := 1
	if len(r) > 2 && compound[string(r[:2])] {
		surname = 2
	}
	switch {
	case mode == policy.NamesFull:
		return string(r)
	case mode == policy.NamesSurname && !strings.ContainsRune(string(r), '·'):
		return string(r[:surname]) + "某"
	case len(r) == 1:
		return "*"
	case strings.ContainsRune(string(r), '·'): // how long it is says whose it is
		return string(r[:surname]) + strings.Repeat("*", min(len(r)-surname, 3))
	case len(r) <= surname+1:
		return string(r[:surname]) + strings.Repeat("*", len(r)-surname)
	default:
		return string(r[:surname]) + strings.Repeat("*", len(r)-surname-1) + string(r[len(r)-1])
	}
}

// fullName is the name for documents that stay inside the offices.
func (m *maker) fullName(id model.TeacherID) string {
	if p := m.People[id]; p.Name != "" {
		return p.Name
	}
	return string(id)
}

// publicName is the name for the published list.
func (m *maker) publicName(id model.TeacherID) string {
	if p := m.People[id]; p.Name != "" {
		return PublishedName(p.Name, policy.PublishedNames(m.Facts.Rules))
	}
	return string(id)
}
