package workbook

import (
	"reflect"
	"strings"

	"lungang/model"
)

// Sheets that are for people only and are not read.
const (
	sheetGuide  = "说明"
	sheetWords  = "词表"
	sheetIssues = "问题"
)

// sheetDistrict has one value a row, not one entry.
const sheetDistrict = "区县"

// Notes that several columns share.
const (
	noteDate   = "日期,如 2026-08-31"
	noteSchool = "学校编号"
	noteYesNo  = "是 或 否;空着为否"
	noteList   = "多个编号以分号隔开"
	noteWeak   = "空着表示不清楚"
)

// settings are the rows of the sheet 区县.
var settings = []column{
	{head: "行政区划代码", path: "district.code", note: "GB/T 2260,六位数字"},
	{head: "区县名称", path: "district.name", note: "显示用的名称"},
	{head: "计划年度", path: "district.planYear", note: "方案生效的年份"},
	{head: "基准日", path: "district.referenceDate", note: "计算年龄和任教年限的日期;空着按政策包(通常为当年8月31日)"},
	{head: "核定编制总量", path: "district.quota", note: "全县公办学校;空着表示不清楚"},
	{head: "编制核定年份", path: "district.quotaReviewed", note: noteWeak},
	{head: "政策包", path: "pack.id", note: "政策包编号,如 hunan-county-3y;lungang pack list 可列出"},
	{head: "绕行系数", path: "travel.detour", note: "道路里程与直线距离之比,1 到 5;空着为 1.4"},
	{head: "车速", path: "travel.speed", note: "公里/小时,1 到 200;空着为 30"},
	{head: "课程方案", path: "curriculum.version", note: "已知的课程方案;空着按政策包"},
	{head: "上年方案哈希", path: "previous.planHash", note: "上一年方案的哈希;没有时空着"},
}

// sheets are the others, in the order of the workbook.
var sheets = []sheet{
	{name: "学校", list: "schools", need: true, entry: reflect.TypeFor[model.School](), note: "每个校区、教学点一行", columns: []column{
		{head: "学校编号", path: "id", note: "本表内唯一,不含空格、“/”和“:”"},
		{head: "学校名称", path: "name", wide: true},
		{head: "办学类型", path: "kind"},
		{head: "学段", path: "stages", special: stageList{}, note: "以分号隔开,如 小学;初中"},
		{head: "城乡代码", path: "urbanRural", note: "城乡分类代码,三位"},
		{head: "编制数", path: "quota", note: "核定编制"},
		{head: "办学性质", path: "ownership", note: "空着为公办"},
		{head: "学校标识码", path: "code", note: "十位数字;没有时空着"},
		{head: "法人学校", path: "legal", note: "同一法人的校区写同一编号;空着为本校"},
		{head: "学区", path: "zone", note: "学区编号,见工作表 学区"},
		{head: "集团", path: "group", note: "集团编号,见工作表 集团"},
		{head: "结对", path: "pairing", note: "城乡结对编号,见工作表 集团"},
		{head: "中心学校", path: "centre", note: "教学点、村小所属中心学校的编号"},
		{head: "学校类别", path: "strength", note: "空着为一般"},
		{head: "纬度", path: "location.latitude", note: "WGS 84,度;没有路程表时必填"},
		{head: "经度", path: "location.longitude", note: "WGS 84,度"},
		{head: "周转编制", path: "borrowedQuota", note: "编制数中来自周转池的"},
		{head: "市级统筹编制", path: "cityPoolQuota", note: "编制数中由市统筹的"},
		{head: "非教师岗位", path: "otherPosts", note: "编制数中管理、教辅、工勤岗位;" + noteWeak},
		{head: "最低在岗人数", path: "headcountFloor", note: "交流之后至少的人数"},
		{head: "高级岗位数", path: "postCaps.senior", note: "空着为不限"},
		{head: "中级岗位数", path: "postCaps.intermediate", note: "空着为不限"},
		{head: "边境地区", path: "borderZone", note: noteYesNo},
		{head: "寄宿制", path: "boarding", note: noteYesNo},
		{head: "寄宿生数", path: "boarders"},
		{head: "随班就读人数", path: "specialPupils"},
		{head: "周转宿舍床位", path: "dormBeds", note: "可供外来教师的空床位"},
		{head: "主播教室", path: "broadcastRooms"},
		{head: "听课教室", path: "listeningRooms"},
		{head: "艰苦边远等级", path: "hardshipTier", note: "0 为没有"},
	}},
	{name: "班级", list: "grades", under: underStage, entry: reflect.TypeFor[model.GradeData](), note: "各校各年级的学生数和班级数", columns: []column{
		{head: "学校编号", path: "school", link: true}, {head: "学段", path: "stage", link: true},
		{head: "年级", path: "grade", note: "1 到 12"}, {head: "学生数", path: "pupils"}, {head: "班级数", path: "classes"},
	}},
	{name: "需求", list: "demand", under: underStage, entry: reflect.TypeFor[model.LineDemand](), note: "直接写明的岗位或课时需求(缺编缺科);写了就代替按班级推算的数", columns: []column{
		{head: "学校编号", path: "school", link: true}, {head: "学段", path: "stage", link: true},
		{head: "学科", path: "subject", note: "学科名或代码,见词表"},
		{head: "周课时", path: "periods"}, {head: "需要岗位", path: "posts", note: "人数"}, {head: "需要半天数", path: "halfDays", note: "岗位之外每周的半天"},
	}},
	{name: "办学条件", list: "resources", under: underStage, entry: reflect.TypeFor[model.Resources](), note: "四项均衡指标所需的校舍和设备;不清楚可不填", columns: []column{
		{head: "学校编号", path: "school", link: true}, {head: "学段", path: "stage", link: true},
		{head: "教学及辅助用房", path: "teachingArea", note: "平方米"}, {head: "体育场馆", path: "sportsArea", note: "平方米"},
		{head: "教学仪器设备值", path: "equipmentValue", note: "元"}, {head: "网络多媒体教室", path: "multimediaRooms", note: "间"},
	}},
	{name: "教师", list: "teachers", need: true, entry: reflect.TypeFor[model.Teacher](), note: "每名教师一行;只写编号,不写姓名、证件号和电话", columns: []column{
		{head: "教师编号", path: "id", note: "不含个人信息的编号"},
		{head: "性别", path: "sex"},
		{head: "出生日期", path: "birthDate", note: noteDate, personal: true},
		{head: "学校编号", path: "school", note: "所在学校"},
		{head: "到校日期", path: "since", note: "在本校连续任教的第一天"},
		{head: "任教学段", path: "qualifications.stage", special: mainStage{}, note: "现在任教的学段"},
		{head: "任教学科", path: "qualifications.subject", special: mainSubject{}, note: "现在任教的学科"},
		{head: "可兼教", path: "qualifications.others", special: otherQualifications{}, note: "其他可教的学段/学科,如 小学/语文;初中/历史"},
		{head: "资格证学段", path: "licence.stage", note: "教师资格证;没有时空着"},
		{head: "资格证有效期", path: "licence.validTo", note: "空着为长期有效"},
		{head: "职称", path: "title.level", note: "空着为未定级"},
		{head: "职称适用范围", path: "title.scope", note: "空着为通用"},
		{head: "骨干级别", path: "backbone.level", note: "不是骨干教师时空着"},
		{head: "骨干起", path: "backbone.validFrom", note: noteDate},
		{head: "骨干止", path: "backbone.validTo", note: noteDate},
		{head: "学历", path: "education", note: "最高学历;空着为其他"},
		{head: "普通话等级", path: "putonghua"},
		{head: "五年培训学时", path: "trainingHours", note: noteWeak},
		{head: "联系学校", path: "links", note: noteList},
		{head: "职务", path: "role.kind", note: "空着为教师"},
		{head: "任期起", path: "role.termStart", note: noteDate},
		{head: "任期止", path: "role.termEnd", note: noteDate},
		{head: "任期数", path: "role.terms", note: "在本校的任期数,含本任期"},
		{head: "校长满工作量任课", path: "role.fullLoad", note: noteYesNo},
		{head: "毕业班", path: "graduating", note: noteYesNo},
		{head: "聘用类型", path: "employment.kind", note: "空着为在编"},
		{head: "聘期", path: "employment.term", note: "第几个聘期;0 为不清楚"},
		{head: "聘用起", path: "employment.start", note: noteDate},
		{head: "服务期止", path: "employment.serviceUntil", note: noteDate},
		{head: "在岗状态", path: "status", note: "空着为在岗"},
		{head: "周课时上限", path: "maxWeeklyPeriods", note: "本人的上限;空着为不限"},
		{head: "乡村任教年限", path: "ruralYears", note: "年"},
		{head: "走教年限", path: "itinerantYears", note: "年"},
		{head: "家纬度", path: "home.latitude", note: "度;不从家算路程时空着", personal: true},
		{head: "家经度", path: "home.longitude", note: "度", personal: true},
		{head: "配偶", path: "spouse", note: "配偶的教师编号"},
		{head: "回避亲属", path: "kin", note: noteList},
		{head: "自愿交流", path: "volunteer", note: noteYesNo},
		{head: "志愿学校", path: "preferences", note: "按志愿先后,以分号隔开"},
	}},
	{name: "任职经历", list: "history", under: underTeacher, entry: reflect.TypeFor[model.Service](), note: "以前和现在的任职", columns: []column{
		{head: "教师编号", path: "teacher", link: true}, {head: "学校编号", path: "school", note: "县外的空着"},
		{head: "起", path: "from", note: noteDate}, {head: "止", path: "to", note: "空着为至今"}, {head: "类别", path: "kind"},
		{head: "地域", path: "locale", note: "县外任职所在地"},
	}},
	{name: "免交流", list: "exemptions", under: underTeacher, entry: reflect.TypeFor[model.ExemptionClaim](), note: "免于交流的事由;材料另存,这里只写编号", columns: []column{
		{head: "教师编号", path: "teacher", link: true}, {head: "事由", path: "kind", personal: true}, {head: "到期", path: "until", note: "空着为长期", personal: true},
		{head: "材料编号", path: "evidence", note: "不含个人信息", personal: true},
	}},
	{name: "学区", list: "zones", entry: reflect.TypeFor[model.Zone](), note: "学区、片区", columns: []column{{head: "学区编号", path: "id"}, {head: "学区名称", path: "name", wide: true}}},
	{name: "集团", list: "groups", entry: reflect.TypeFor[model.Group](), note: "教育集团、联盟、城乡结对", columns: []column{
		{head: "集团编号", path: "id"}, {head: "集团名称", path: "name", wide: true}, {head: "集团类型", path: "kind"}, {head: "牵头学校", path: "lead", note: noteSchool},
		{head: "周期起", path: "since", note: "首个周期的第一天"},
	}},
	{name: "路程", list: "travel.matrix", entry: reflect.TypeFor[model.TravelTime](), note: "两校之间的分钟数;没写的按经纬度估算", columns: []column{
		{head: "从", path: "from", note: noteSchool}, {head: "到", path: "to", note: noteSchool}, {head: "分钟", path: "minutes", note: "单程,0 到 1440"},
	}},
	{name: "课时", list: "curriculum.periods", entry: reflect.TypeFor[model.GradePeriod](), note: "代替课程方案的周课时", columns: []column{
		{head: "年级", path: "grade"}, {head: "学科", path: "subject"}, {head: "周课时", path: "periods"},
	}},
	{name: "工作量", list: "curriculum.loads", entry: reflect.TypeFor[model.Load](), note: "代替政策包的满工作量", columns: []column{
		{head: "学段", path: "stage"}, {head: "学科", path: "subject"}, {head: "周课时", path: "periods"},
	}},
	{name: "参数", list: "pack.overrides", entry: reflect.TypeFor[model.Override](), note: "本县改动的政策参数,须有理由和批准人", columns: []column{
		{head: "参数", path: "parameter", wide: true}, {head: "值", path: "value", note: "数、文字或 JSON", wide: true},
		{head: "理由", path: "reason", personal: true, wide: true}, {head: "批准人", path: "approver", note: "职务或编号,不写姓名", personal: true},
	}},
	{name: "人工指定", list: "pins", entry: reflect.TypeFor[model.Pin](), note: "事先作出的决定", columns: []column{
		{head: "教师编号", path: "teacher"}, {head: "指定", path: "kind"}, {head: "学校编号", path: "school", note: "去指定学校、不去某校时必填"},
		{head: "理由", path: "reason", personal: true, wide: true}, {head: "指定人", path: "author", note: "职务或编号,不写姓名", personal: true},
	}},
	{name: "上年交流", list: "previous.moves", entry: reflect.TypeFor[model.PreviousMove](), note: "上一年交流的教师", columns: []column{
		{head: "教师编号", path: "teacher"}, {head: "从", path: "from", note: noteSchool}, {head: "到", path: "to", note: noteSchool},
	}},
	{name: "生源", list: "enrolment", entry: reflect.TypeFor[model.Enrolment](), note: "全县公布或预测的学生数,只用于预测", columns: []column{
		{head: "学段", path: "stage"}, {head: "年级", path: "grade", note: "空着为整个学段"}, {head: "年份", path: "year", note: "秋季学期的年份"},
		{head: "学生数", path: "pupils"}, {head: "来源", path: "source", wide: true}, {head: "数据日期", path: "asOf", note: noteDate},
	}},
}

func init() { //nolint:gochecknoinits // the table finds its fields once
	root := reflect.TypeFor[model.Problem]()
	for i := range settings {
		settings[i].field = fieldOf(root, settings[i].path)
	}
	for i := range sheets {
		for k := range sheets[i].columns {
			c := &sheets[i].columns[k]
			if !c.link && c.special == nil {
				c.field = fieldOf(sheets[i].entry, c.path)
			}
		}
	}
}

// pointer is the RFC 6901 pointer of the field, behind that of its entry.
func (c *column) pointer() string { return "/" + strings.ReplaceAll(c.path, ".", "/") }
