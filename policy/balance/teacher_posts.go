package balance

import (
	"lungang/model"
	"lungang/policy"
)

// teacherPosts is 教师岗位占岗位总量的比例 (B1-31: not below 70 percent): of the quota of
// the public schools of general education, the posts that are not held for
// management, support and workmen (otherPosts), by school and in sum. Posts of
// schools that do not say how many those are, are unknown.
var teacherPosts = Indicator{
	ID:    "teacher_posts",
	Title: model.Text{ZH: "教师岗位占岗位总量的比例", EN: "Posts of teachers of all posts"},
	Unit:  percentUnit,
	read: func(s *situation) []reading {
		name := policy.PostsTeacherShare.Name
		r := reading{scope: districtScope, demand: s.demand(name, Least), later: s.later(name)}
		posts, all, unknown := 0, 0, 0
		for i := range s.f.Schools {
			at := &s.f.Schools[i]
			if !general(at) || at.Quota == 0 {
				continue
			}
			all += at.Quota
			if at.OtherPosts == nil {
				unknown += at.Quota
				continue
			}
			posts += at.Quota - *at.OtherPosts
			r.schools = append(r.schools, schoolReading{i, share(r.demand, at.Quota-*at.OtherPosts, at.Quota, 0)})
		}
		r.measure = share(r.demand, posts, all, unknown)
		return []reading{r}
	},
}
