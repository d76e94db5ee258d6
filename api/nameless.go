package api

import (
	"context"
	"strings"

	"lungang/model"
)

// nameless demands of texts that stay in the log and in documents that they hold
// no numbers of persons and no keys, and name nobody whom the service knows
// behind the dataset, or any when it is empty: the log cannot forget.
func (s *Server) nameless(ctx context.Context, dataset, pointer string, texts ...string) error {
	for _, text := range texts {
		if scrub(text) != text {
			return bodyFault(pointer, model.CodeBadFormat, "理由中不得有身份证号、手机号或密钥", "a reason holds no ID numbers, telephone numbers or keys")
		}
	}
	named, err := s.Ports.Privacy.Names(ctx, actorOf(ctx), dataset, texts...)
	if err == nil && named {
		err = bodyFault(pointer, model.CodeBadFormat, "文字中有人员姓名或号码;请改写为教师编号", "the text names a person; write the teacher's id instead")
	}
	return err
}

// namedIn tells which persons are named by pins that are in documents, or were
// added: such names would outlive the period for which they are kept.
func namedIn(persons []Person, pins []model.Pin, added []Pin) model.Faults {
	var texts []string
	for _, p := range pins {
		texts = append(texts, p.Reason, p.Author)
	}
	for i := range added {
		texts = append(texts, added[i].Reason)
	}
	all := strings.Join(texts, "\n")
	var faults model.Faults
	for i, p := range persons {
		for _, word := range []string{p.Name, p.IDNumber} {
			if len([]rune(word)) > 1 && strings.Contains(all, word) {
				faults = append(faults, personFault(i, model.CodeInconsistent, "数据集的人工指定写有此人姓名或号码;请先撤销,并改写为教师编号", "a pin of the dataset names this person; take it out and write the teacher's id instead"))
				break
			}
		}
	}
	return faults
}
