package policy

import "lungang/model"

// A field that is absent has a meaning (model package). These functions give it,
// so that documents that were not normalised are read the same way.

func employmentKind(t *model.Teacher) model.EmploymentKind {
	if t.Employment.Kind == "" {
		return model.InQuota
	}
	return t.Employment.Kind
}

func status(t *model.Teacher) model.Status {
	if t.Status == "" {
		return model.Active
	}
	return t.Status
}

func isActive(t *model.Teacher) bool { return status(t) == model.Active }

func roleKind(t *model.Teacher) model.RoleKind {
	if t.Role.Kind == "" {
		return model.PlainTeacher
	}
	return t.Role.Kind
}

func ownership(s *model.School) model.Ownership {
	if s.Ownership == "" {
		return model.Public
	}
	return s.Ownership
}

func strength(s *model.School) model.Strength {
	if s.Strength == "" {
		return model.Ordinary
	}
	return s.Strength
}
