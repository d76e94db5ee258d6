package api

import (
	"context"
	"net/http"
	"reflect"
	"slices"
	"strings"

	"lungang/model"
)

// PersonList is the personal data of a dataset.
type PersonList struct {
	Persons []Person `json:"persons" maxItems:"200000" doc:"one for each teacher; none twice"`
}

type personsOut struct{ Body PersonList }

type nothingOut struct{}

func (s *Server) registerPersons() {
	const tag = "persons"
	const path = "/v1/datasets/{id}/persons"
	register(s, operation{
		id: "put-persons", method: http.MethodPut, path: path, tag: tag, status: http.StatusNoContent,
		summary: model.Text{ZH: "存入姓名与证件号(加密)", EN: "bring names and ID numbers (kept encrypted)"},
		notes: model.Text{
			ZH: "替换该数据集的全部个人信息。服务未配置数据密钥时拒绝保存(409)。",
			EN: "Replaces all personal data of the dataset. Refused (409) by a service without a data key.",
		},
		body: reflect.TypeFor[PersonList](), large: true, example: PersonList{[]Person{{Teacher: "T1", Name: "张三"}}},
		errors: []int{http.StatusNotFound, http.StatusConflict},
	}, s.putPersons)
	register(s, operation{
		id: "list-persons", method: http.MethodGet, path: path, tag: tag,
		summary: model.Text{ZH: "姓名与证件号(按角色遮蔽)", EN: "names and ID numbers (masked by role)"}, errors: []int{http.StatusNotFound},
	}, s.listPersons)
	register(s, operation{
		id: "erase-persons", method: http.MethodDelete, path: path, tag: tag, status: http.StatusNoContent,
		summary: model.Text{ZH: "删除个人信息", EN: "erase the personal data"}, errors: []int{http.StatusNotFound},
	}, func(ctx context.Context, in *DatasetID) (*nothingOut, error) {
		return nil, s.Ports.Persons.Erase(ctx, actorOf(ctx), in.ID)
	})
}

type putPersonsIn struct {
	DatasetID
	Payload[PersonList]
}

func (s *Server) putPersons(ctx context.Context, in *putPersonsIn) (*nothingOut, error) {
	f, err := s.facts(ctx, in.ID)
	if err != nil {
		return nil, err
	}
	var faults model.Faults
	seen := map[model.TeacherID]bool{}
	for i, p := range in.Value.Persons {
		switch {
		case f.Teacher(p.Teacher) == nil:
			faults = append(faults, personFault(i, model.CodeUnknownReference, "数据集中没有这名教师", "the dataset has no such teacher"))
		case seen[p.Teacher]:
			faults = append(faults, personFault(i, model.CodeDuplicate, "同一教师出现两次", "a teacher is given twice"))
		}
		seen[p.Teacher] = true
	}
	said, err := s.said(ctx, in.ID, f.Problem)
	if err != nil {
		return nil, err
	}
	if err := append(faults, namedIn(in.Value.Persons, said)...).Err(); err != nil {
		return nil, err
	}
	return nil, s.Ports.Persons.Put(ctx, actorOf(ctx), in.ID, in.Value.Persons)
}

func personFault(i int, code model.Code, zh, en string) model.Fault {
	return model.Fault{
		Code: code, Severity: model.SeverityError, Pointer: pointerOf("/persons[" + itoa(i) + "]/teacher"),
		Message: model.Text{ZH: zh, EN: en},
	}
}

type listPersonsIn struct {
	DatasetID

	Teachers []string `query:"teacher" maxItems:"1000" doc:"only these teachers, with commas between" example:"[\"T1\",\"T2\"]"`
}

func (s *Server) listPersons(ctx context.Context, in *listPersonsIn) (*personsOut, error) {
	who := actorOf(ctx)
	var ids []model.TeacherID
	for _, id := range in.Teachers {
		ids = append(ids, model.TeacherID(id))
	}
	list, err := s.Ports.Persons.List(ctx, who, in.ID, ids)
	if err != nil {
		return nil, err
	}
	m := maskingOf(who)
	out := &personsOut{PersonList{make([]Person, 0, len(list))}}
	for _, p := range list {
		out.Body.Persons = append(out.Body.Persons, m.apply(p))
	}
	return out, nil
}

// masking says what of a person somebody sees in full.
type masking struct{ name, number bool }

// unmasked is the table of masking: what each role that may read personal data
// sees in full. The rest is masked.
var unmasked = map[Role]masking{
	RoleHRSystem: {name: true, number: true},
	RolePlanner:  {name: true},
	RoleApprover: {name: true},
	RoleReviewer: {},
}

// maskingOf joins what the roles of an actor see; a role that may not read
// personal data adds nothing.
func maskingOf(a Actor) masking {
	var m masking
	for _, r := range a.Roles {
		if slices.Contains(granted[r], PermPersonsRead) {
			m.name = m.name || unmasked[r].name
			m.number = m.number || unmasked[r].number
		}
	}
	return m
}

func (m masking) apply(p Person) Person {
	if !m.name {
		p.Name = maskName(p.Name)
	}
	if !m.number {
		p.IDNumber = maskNumber(p.IDNumber)
	}
	return p
}

// maskName keeps the first character: 王芳 is 王*.
func maskName(name string) string {
	r := []rune(name)
	if len(r) <= 1 {
		return strings.Repeat("*", len(r))
	}
	return string(r[0]) + strings.Repeat("*", len(r)-1)
}

// maskNumber keeps the last four characters of a long number and nothing of a
// short one.
func maskNumber(number string) string {
	const shown = 4
	r := []rune(number)
	if len(r) < 3*shown {
		return strings.Repeat("*", len(r))
	}
	return strings.Repeat("*", len(r)-shown) + string(r[len(r)-shown:])
}
