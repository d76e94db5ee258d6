package api

import (
	"context"
	"slices"
	"strings"

	"lungang/model"
)

// nameless demands of texts that stay, in the log, in documents or in lists, that
// they hold no numbers of persons and no keys, and name nobody whom the service
// knows behind the dataset, or behind any when it is empty: the log cannot
// forget. A pointer "query.name" means a parameter.
func (s *Server) nameless(ctx context.Context, dataset, pointer string, texts ...string) error {
	all := strings.Join(texts, "\n")
	if strings.TrimSpace(all) == "" {
		return nil
	}
	if scrub(all) != all || spellsNumber(all) {
		return textFault(ctx, pointer, "文字中不得有身份证号、电话号码或密钥", "the text holds no ID numbers, telephone numbers or keys")
	}
	named, err := weigh(ctx, s, func() (bool, error) { // everybody is read
		return s.Ports.Privacy.Names(ctx, actorOf(ctx), dataset, all)
	})
	if err == nil && named {
		err = textFault(ctx, pointer, "文字中有人员姓名或号码;请改写为教师编号", "the text names a person; write the teacher's id instead")
	}
	return err
}

func textFault(ctx context.Context, pointer, zh, en string) error {
	if strings.HasPrefix(pointer, "query.") {
		return badParameter(ctx, pointer, "", zh, en)
	}
	return bodyFault(pointer, model.CodeBadFormat, zh, en)
}

// labels holds a name and tags, by which somebody finds a thing, to the same rule:
// they stand in the log and in lists that more people read than may see names.
func (s *Server) labels(ctx context.Context, dataset, name string, tags []string) error {
	all := append([]string{name}, tags...)
	if s.nameless(ctx, dataset, "/name", all...) == nil {
		return nil // the persons are read once, where nothing is wrong
	}
	if err := s.nameless(ctx, dataset, "/name", name); err != nil {
		return err
	}
	return s.nameless(ctx, dataset, "/tags", tags...)
}

// screen holds the name of a dataset, and the reasons in its document, to the same
// rule, since plans and bundles show them; dataset is what it was made from, if
// anything.
func (s *Server) screen(ctx context.Context, dataset, name string, p *model.Problem) error {
	all := slices.Concat([]string{name}, pinTexts(p.Pins), overrideTexts(p.Pack.Overrides))
	if s.nameless(ctx, dataset, "query.name", all...) == nil {
		return nil // the persons are read once, where nothing is wrong
	}
	if err := s.nameless(ctx, dataset, "query.name", name); err != nil {
		return err
	}
	if err := s.nameless(ctx, dataset, "/pins", pinTexts(p.Pins)...); err != nil {
		return err
	}
	return s.nameless(ctx, dataset, "/pack/overrides", overrideTexts(p.Pack.Overrides)...)
}

func pinTexts(pins []model.Pin) (out []string) {
	for _, p := range pins {
		out = append(out, p.Reason, p.Author)
	}
	return out
}

func overrideTexts(overrides []model.Override) (out []string) {
	for _, o := range overrides {
		out = append(out, o.Reason, o.Approver)
	}
	return out
}

// said are the reasons that every later document of a dataset will hold: those of
// the document, and of the pins and overrides that were added.
func (s *Server) said(ctx context.Context, dataset string, p *model.Problem) (string, error) {
	added, err := s.Ports.Pins.List(ctx, actorOf(ctx), dataset)
	if err != nil {
		return "", err
	}
	overrides, err := s.Ports.Overrides.List(ctx, actorOf(ctx), p.Pack.ID)
	if err != nil {
		return "", err
	}
	texts := slices.Concat(pinTexts(p.Pins), overrideTexts(p.Pack.Overrides))
	for i := range added {
		texts = append(texts, added[i].Reason)
	}
	for i := range overrides {
		texts = append(texts, overrides[i].Reason)
	}
	return strings.Join(texts, "\n"), nil
}

// namedIn tells which persons are named by reasons: such names would outlive the
// period for which they are kept.
func namedIn(persons []Person, said string) model.Faults {
	var faults model.Faults
	for i, p := range persons {
		for _, word := range []string{p.Name, p.IDNumber} {
			if len([]rune(word)) > 1 && strings.Contains(said, word) {
				faults = append(faults, personFault(i, model.CodeInconsistent, "数据集的人工指定或参数调整写有此人姓名或号码;请先撤销,并改写为教师编号", "a pin or an override of the dataset names this person; take it out and write the teacher's id instead"))
				break
			}
		}
	}
	return faults
}
