package register

// sections are the headings of the clause library in Chinese.
var sections = map[string]string{
	"2022 targets": "2022年目标", "2023 targets": "2023年目标", "2024 targets": "2024年目标", "2025": "2025年",
	"Allocation & rotation": "统筹与交流", "Allowances": "补助", "Allowances & care": "补助与关爱",
	"Backbone": "骨干教师", "Backbone & researchers": "骨干教师与教研员", "Backbone & training": "骨干教师与培训",
	"Balance goal": "优质均衡目标", "Border zone": "边境地区", "Class & school size": "班额与校额",
	"Curriculum": "课程", "Degrees & training": "学历与培训", "Ethics": "师德", "External supply": "外部师资",
	"External support": "外部支援", "Facts 2020": "2020年事实", "Goals": "目标", "Goals & horizon": "目标与期限",
	"Goals & legal base": "目标与依据", "Goals & places": "目标与学位", "Governance": "组织保障",
	"Groups & pairing": "集团与结对", "Groups & remote": "集团与三个课堂", "Housing": "住房", "Indicators": "指标",
	"Itinerant (走教)": "走教", "Management system": "管理体制", "Mental health": "心理健康", "Pay": "待遇",
	"Pay & housing": "待遇与住房", "Phases": "阶段", "Planning horizon": "规划期限", "Posts & titles": "岗位与职称",
	"Principals": "校长", "Pupil flows": "学生就学", "Pupils & forecast": "学生与预测", "Quotas & pool": "编制与统筹",
	"Quotas & recruitment": "编制与补充", "Quotas (编制)": "编制", "Recruitment": "教师补充",
	"Recruitment & degrees": "教师补充与学历", "Remote classrooms": "专递课堂", "Researchers": "教研员",
	"Rotation & itinerant": "交流与走教", "Rotation & pool": "交流与统筹", "Rotation (交流轮岗)": "交流轮岗",
	"School network": "学校布局", "Senior high": "普通高中", "Service period": "服务期", "Special education": "特殊教育",
	"Staff sourcing": "用工来源", "Staffing & quotas": "配备与编制", "Subjects that must be taught": "开齐开足课程",
	"Teachers: quality": "教师素质", "Titles & posts": "职称与岗位", "Training": "培训", "Training & talent": "培训与人才",
	"县管校聘 process": "县管校聘", "学区 & groups": "学区与集团",
}
