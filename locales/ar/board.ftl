# جدول المناوبات وصفحة الاعتماد.
board-title = جدول المناوبات { $dates }
board-version = النسخة { $version }
board-expected = المتوقع { $mean } معاملة في اليوم (⁦P10–P90: { $low }–{ $high }⁩)
board-other-periods = فترات أخرى
board-answers = القانون، والجودة، والنقص
board-people = { $count ->
    [one] موظف واحد
    [two] موظفان
    [few] { $count } موظفين
   *[other] { $count } موظفًا
}
board-evenings = { $count ->
    [zero] لا أمسيات في الفترة
    [one] أمسية واحدة في الفترة
    [two] أمسيتان في الفترة
    [few] { $count } أمسيات في الفترة
   *[other] { $count } أمسية في الفترة
}
board-overtime = العمل الإضافي في { $month }: { $hours } / السقف { $cap }
board-overtime-barred = العمل الإضافي في { $month }: { $hours }؛ معفى من العمل الإضافي
board-view = عدد الأسابيع المعروضة
board-weeks-word = أسابيع:
board-weeks = { $count ->
    [one] أسبوع
    [two] أسبوعان
    [few] { $count } أسابيع
   *[other] { $count } أسبوعًا
}
board-weeks-step = التنقل بالأسابيع
board-earlier = الأسبوع السابق
board-later = الأسبوع التالي
board-undo = تراجع
board-compare = مقارنة
board-solve = إعادة الجدولة
board-new-version = نسخة جديدة
board-submit = إرسال للاعتماد
board-submit-waits = انتظر حتى تنتهي الجدولة
board-review = فتح صفحة الاعتماد
board-approve = اعتماد
board-publish = نشر
board-returned = أعاده المعتمِد:

chip-lawful = مطابق للقانون
chip-unlawful = { $count ->
    [one] مخالفة واحدة للقانون
    [two] مخالفتان للقانون
    [few] { $count } مخالفات للقانون
   *[other] { $count } مخالفة للقانون
}
chip-proven = ثبت أنه الأفضل
chip-gap = يبعد عن الأفضل { $gap } على الأكثر
chip-no-bound = البعد عن الأفضل غير معروف
chip-edited = عُدّل يدويًا ولم تُعَد جدولته
chip-no-proof = لم يُجدول هنا، لا شيء مثبت
chip-solving = الجدولة جارية
chip-nobody-missing = لا نقص
chip-missing = { $count ->
    [one] نقص نوبة واحدة
    [two] نقص نوبتين
    [few] نقص { $count } نوبات
   *[other] نقص { $count } نوبة
}

solve-label = تقدم الجدولة
solve-queued = بانتظار المجدوِل.
solve-begun = بدأت الجدولة؛ لا جدول أفضل بعد.
solve-progress = { $seconds } / { $count ->
    [few] { $limit } ثوانٍ
   *[other] { $limit } ثانية
} · الأفضل { $best } نقطة · الحد الأدنى { $bound } · يبعد عن الأفضل { $gap } على الأكثر
solve-progress-no-bound = { $seconds } / { $count ->
    [few] { $limit } ثوانٍ
   *[other] { $limit } ثانية
} · الأفضل { $best } نقطة
solve-last = آخر جدولة: { $count ->
    [one] ثانية واحدة
    [two] ثانيتان
    [few] { $seconds } ثوانٍ
   *[other] { $seconds } ثانية
} · { $best } نقطة · الحد الأدنى { $bound } · يبعد عن الأفضل { $gap } على الأكثر
solve-edited = عُدّل يدويًا بعد آخر جدولة. أعد الجدولة لتحسينه؛ تبقى الخلايا المثبتة.
solve-none = لم تضع أي جدولة هذا الجدول، فلا يُعرف مدى جودته.
solve-stop = أوقف واحتفظ بالأفضل
solve-stopping = يجري الإيقاف؛ ويُحتفظ بأفضل جدول حتى الآن.
solve-refresh = أعد التحميل لرؤية التقدم
solve-nothing-lawful = وجدت الجدولة الأخيرة إجازات أو موافقات أو مناوبات مثبتة لا تُبقي جدولًا مطابقًا للقانون. بقي الجدول كما كان؛ أعد الجدولة لترى ما يتعارض.
solve-failed = لم تكتمل الجدولة الأخيرة. بقي الجدول كما كان؛ يمكنك إعادة الجدولة.
solve-out-of-memory = توقفت الجدولة الأخيرة قبل موعدها لأنها احتاجت إلى أكثر من { $memory } غيبي بايت من الذاكرة. حُفظ أفضل جدول حتى ذلك الحين. أعد الجدولة، أو جدوِل أسابيع أقل في كل مرة.
solve-lost = { $count ->
    [one] انقطعت الجدولة الأخيرة مرة واحدة وتوقفت المحاولة. حُفظ أفضل جدول حتى ذلك الحين؛ يمكنك إعادة الجدولة.
    [two] انقطعت الجدولة الأخيرة مرتين وتوقفت المحاولة. حُفظ أفضل جدول حتى ذلك الحين. أعد الجدولة، وإن انقطعت ثانيةً فأبلغ المسؤول.
    [few] انقطعت الجدولة الأخيرة { $count } مرات وتوقفت المحاولة. حُفظ أفضل جدول حتى ذلك الحين. أعد الجدولة، وإن انقطعت ثانيةً فأبلغ المسؤول.
   *[other] انقطعت الجدولة الأخيرة { $count } مرة وتوقفت المحاولة. حُفظ أفضل جدول حتى ذلك الحين. أعد الجدولة، وإن انقطعت ثانيةً فأبلغ المسؤول.
}

cover-full = { $block } { $day }: مكتمل { $have }/{ $want }
cover-short = { $block } { $day }: الموجود { $have } والمطلوب { $want }؛ النقص { $skills }
cover-over = { $block } { $day }: الموجود { $have } والمطلوب { $want }؛ الفائض { $surplus }

cell-away = غائب
cell-away-short = غائب
cell-free = راحة
cell-pinned = مثبت
cell-changed = تغيّر بعد النشر
cell-breach = مخالف للقانون
cell-overtime = { $hours } إضافي
cell-choose = اختر مناوبة
cell-free-choice = راحة في هذا اليوم
cell-pin = تثبيت: تُبقي إعادةُ الجدولة هذه الخلية
cell-is-away = الموظف غائب في هذا اليوم. وضع مناوبة هنا مخالف للقانون.
cell-not-editable = لم يعد الجدول مسودة، فيمكن الاطلاع عليه فقط.
cell-why = لماذا هذا الموظف؟
cell-why-missing = من دون { $officer }: { $counters }.
cell-why-nobody-missing = لن ينقص أي شباك أحد لو كان { $officer } في راحة هذا اليوم.
cell-why-week-hours = يحتاج { $officer } إلى هذا اليوم لاستكمال ساعات الأسبوع.
cell-why-nobody-else = لا يستطيع أي زميل تبادل هذه النوبة في حدود القانون.
cell-why-dearer = تبادلها مع أي زميل يجعل الجدول أسوأ بما لا يقل عن { $points } من النقاط.
cell-why-as-good = يستطيع أحد الزملاء تبادلها ويبقى الجدول بالجودة نفسها.
cell-why-better = يستطيع أحد الزملاء تبادلها ويصبح الجدول أفضل.
cell-counter = نقص إضافي { $count } ({ $skill }، { $block })
cell-could = من يستطيع تبادل هذه النوبة؟ ({ $count })
cell-works-now = يعمل في ذلك اليوم { $shift }
cell-free-now = في راحة ذلك اليوم
cell-points = { $points } نقطة
cell-misses-more = { $count ->
    [one] مكان شاغر إضافي
    [two] مكانان شاغران إضافيان
    [few] { $count } أماكن شاغرة إضافية
   *[other] { $count } مكانًا شاغرًا إضافيًا
}
cell-misses-fewer = { $count ->
    [one] يسد مكانًا شاغرًا
    [two] يسد مكانين شاغرين
    [few] يسد { $count } أماكن شاغرة
   *[other] يسد { $count } مكانًا شاغرًا
}
cell-giver-cannot = لا يستطيع { $officer } أخذ نوبة { $officers }: { $reason }
cell-exchange = تبادل
cell-exchange-unpins = هذه الخلية مثبّتة؛ وتبديل المناوبة يزيل التثبيت.

day-off-in-lieu = يوم راحة بديل
day-work-in-lieu = يوم عمل تعويضي
day-compensatory = راحة تعويضية
day-closed = المركز مغلق
day-ordered = تحت أمر طوارئ

conflict-title = غيّر شخص آخر الجدول للتو. لم يُحفظ شيء مما أردت بعد.
conflict-wanted = أردت
conflict-now = الآن
conflict-apply = غيّره كما أردت
conflict-keep = اتركه كما هو الآن
announce-undone = تم التراجع عن آخر تغيير.

reasons-label = لماذا الجدول هكذا
reasons-jump-breaches = { $count ->
    [one] المخالفة وكيف تُصحَّح
    [two] المخالفتان وكيف تُصحَّحان
    [few] { $count } مخالفات وكيف تُصحَّح
   *[other] { $count } مخالفة وكيف تُصحَّح
}
reasons-jump-shortfalls = { $count ->
    [one] سبب النقص
    [two] سبب النقص في موضعين
    [few] سبب النقص في { $count } مواضع
   *[other] سبب النقص في { $count } موضعًا
}
reasons-change-cell = اختر مناوبة أخرى
reasons-show-cell = إلى الخلية
reasons-warnings = ملاحظات (غير ممنوعة): { $count }.
reasons-more-breaches = { $count ->
    [one] ومخالفة أخرى؛ صحّح هذه أولًا.
    [two] ومخالفتان أخريان؛ صحّح هذه أولًا.
    [few] و{ $count } مخالفات أخرى؛ صحّح هذه أولًا.
   *[other] و{ $count } مخالفة أخرى؛ صحّح هذه أولًا.
}
reasons-more-shortfalls = { $count ->
    [one] ونقص آخر ليس أكثر إلحاحًا.
    [two] ونقصان آخران ليسا أكثر إلحاحًا.
    [few] و{ $count } مواضع نقص أخرى ليست أكثر إلحاحًا.
   *[other] و{ $count } موضع نقص آخر ليس أكثر إلحاحًا.
}
shortfall-title = { $count ->
    [one] نقص موظف واحد، { $block } { $day }، { $skill }
    [two] نقص موظفَين، { $block } { $day }، { $skill }
    [few] نقص { $count } موظفين، { $block } { $day }، { $skill }
   *[other] نقص { $count } موظفًا، { $block } { $day }، { $skill }
}
shortfall-nobody = ليس في المركز من هو مدرَّب على عمل «{ $skill }».
shortfall-below-floor = أقل من الحد الأدنى بـ{ $floor }. كل من هو مدرَّب على عمل «{ $skill }» لديه مانع:
shortfall-below-target = الحد الأدنى متوفر والمستهدف غير متوفر. كل من هو مدرَّب على عمل «{ $skill }» لديه مانع:
shortfall-ask = يمكنك أن تسأل: { $officers }. قانوني إذا وافقوا.
terms-title = كيف قُيّم هذا الجدول
terms-lead = نقاط جزاء؛ الأقل أفضل.
terms-gains = شريط مفرَّغ ونقاط سالبة: يُخصم من الجزاء.
terms-sum = المجموع
terms-none = لا توجد نقاط جزاء.
term-unmet_min = نقص تحت الحد الأدنى
term-unmet = نقص عن المستهدف
term-overtime = العمل الإضافي
term-fair_evening = أمسيات موزعة بغير تساوٍ
term-fair_overtime = عمل إضافي موزع بغير تساوٍ
term-pref = رغبات لم تُلبَّ
term-pref-met = رغبات مُلبّاة
term-evening_row = أمسيات كثيرة متتالية
term-change = تغييرات عما نُشر

legend-label = مفتاح الرموز
legend-shifts = المناوبات
legend-skills = المهارات
legend-draft = مخطط = مسودة
legend-unpublished = إطار متقطع = لم يُنشر بعد
legend-pinned = مثبت
legend-changed = تغيّر بعد النشر
legend-breach = مخالف للقانون
legend-full = مكتمل
legend-over = فائض
legend-one-missing = نقص 1
legend-more-missing = نقص 2 أو أكثر، أو تحت الحد الأدنى
legend-keys = المفاتيح

keys-title = مفاتيح الجدول
keys-arrows = الانتقال إلى الخلية المجاورة
keys-enter = فتح الخلية لاختيار مناوبة
keys-letters = أول حروف رمز المناوبة: تعيينها
keys-delete = مسح المناوبة
keys-pin = تثبيت أو إلغاء التثبيت
keys-undo = تراجع
keys-weeks = الأسبوع السابق، الأسبوع التالي
keys-ends = أول يوم وآخر يوم في الصف
keys-help = هذه القائمة
keys-escape = إغلاق
keys-many-shifts = عدة مناوبات تبدأ هكذا، تابع الكتابة:
keys-no-shift = لا مناوبة في هذا اليوم تبدأ بـ
keys-not-editable = لم يعد الجدول مسودة.

rosters-title = فترات الجدول
rosters-lead = سطر لكل فترة مع أحدث نسخة.
rosters-period = الفترة
rosters-version = النسخة
rosters-status = الحالة
rosters-none = لا يوجد جدول بعد. أعدّ الأول.
rosters-new = إعداد فترة جديدة
rosters-new-lead = من التوقعات والقانون تُعَدّ فورًا مسودة قانونية ثم تُحسَّن.
rosters-first = أول يوم إثنين
rosters-weeks = الأسابيع
rosters-propose = إعداد مسودة

review-title = اعتماد جدول المناوبات { $dates }
review-submitted-by = أرسله ⁨{ $name }⁩
review-board = عرض الجدول
review-overtime = عمل إضافي للمركز كله
review-evenings = مناوبات مسائية
review-missing = نوبات ناقصة
review-changes = خلايا تغيرت
review-expected = معاملات متوقعة في اليوم
review-decision = القرار
review-own-roster = أنت من أرسل هذا الجدول؛ ينبغي أن يعتمده شخص آخر.
review-approve-lead = الاعتماد يقفل هذه النسخة ويسجل ختمها.
review-approve = اعتماد هذا الجدول
review-reason = سبب الإعادة
review-reason-hint = جملة محددة: من، وأي يوم، وما المطلوب تصحيحه.
review-return = إعادته للتصحيح
review-sealed = معتمد، الختم
review-law = التحقق من القانون
review-rule = القاعدة
review-article = المادة
review-result = النتيجة
review-kept = مطابق
review-kept-to-check = مطابق، يلزم التحقق
review-to-check = يلزم التحقق
review-to-check-means = «?»: لم يُقارن نص مصدر هذه القاعدة بالأصل بعد. يُرجى الرجوع إليه قبل الاعتماد عليها.
review-soft = { $count ->
    [one] ملاحظة واحدة
    [two] ملاحظتان
    [few] { $count } ملاحظات
   *[other] { $count } ملاحظة
}
review-broken = { $count ->
    [one] مخالفة واحدة
    [two] مخالفتان
    [few] { $count } مخالفات
   *[other] { $count } مخالفة
}
review-differences = التغييرات عن النسخة السابقة
review-officer = الموظف
review-day = اليوم
review-before = سابقًا
review-after = الآن
review-more-differences = { $count ->
    [one] وخلية أخرى.
    [two] وخليتان أخريان.
    [few] و{ $count } خلايا أخرى.
   *[other] و{ $count } خلية أخرى.
}
review-no-differences = لم تتغير أي خلية.
review-first-version = هذه أول نسخة للفترة؛ لا توجد نسخة للمقارنة.
review-became = ←
review-trail = السجل
review-no-trail = لم يُسجل شيء بعد.
review-when = متى
review-who = من
review-what = ماذا
action-roster-propose = أعدّ المسودة
action-roster-edit = غيّر خلية
action-roster-undo = تراجع عن تغيير
action-roster-submit = أرسل للاعتماد
action-roster-approve = اعتمد
action-roster-return = أعاد
action-roster-publish = نشر
action-roster-close = أغلق
print-made-by = أعدّه
print-approved-by = اعتمده

remedies-ask = سبل المعالجة
remedies-title = سبل المعالجة: { $block } { $day }، { $skill }
remedies-past = انقضى هذا اليوم ولا يتغيّر جدوله بعد الآن.
remedies-not-missing = لم يعد هنا نقص.
remedies-none = لا توجد وسيلة قانونية لتخفيف هذا النقص. يُرجى إبلاغ الجمهور مسبقًا أو طلب موظفين إضافيين.
remedies-not-wholly = لا توجد وسيلة قانونية لسد النقص كله. ما يلي يخففه فقط.
remedies-how = أُعيدت الجدولة مع كل معالجة وفُحصت النتيجة: لا تخالف قاعدة ولا تزيد النقص في موضع آخر. النقاط السالبة تعني جدولًا أفضل.
remedies-back = العودة إلى اللوحة
remedy-exchange = تبادل المناوبات ضمن المسموح به حاليًا
remedy-consent = اسأل ⁨{ $officer }⁩ هل يوافق على المناوبة { $shift } { $day } (المادة ⁦107(2)(a)⁩ من قانون العمل ⁦45/2019/QH14⁩؛ النموذج ⁦01/PLIV⁩)
remedy-raise-month = رفع سقف العمل الإضافي الشهري للموظف ⁨{ $officer }⁩ إلى { $number }: البند overtime_month_hours في settings.csv (المادة ⁦1(2)⁩ من القرار ⁦17/2022/UBTVQH15⁩؛ سريانه محل خلاف)
remedy-raise-year = رفع سقف العمل الإضافي السنوي للموظف ⁨{ $officer }⁩ إلى { $number }: البند overtime_year_hours في settings.csv (المادة ⁦107(3)⁩ من قانون العمل ⁦45/2019/QH14⁩؛ المادة 61 من المرسوم ⁦145/2020/NĐ-CP⁩)، مع إخطار إدارة الشؤون الداخلية خلال 15 يومًا
remedy-lend = { $count ->
    [one] استعارة موظف مدرَّب على عمل «{ $skill }» من مركز آخر لفترة { $block } { $day }
    [two] استعارة موظفَين مدرَّبَين على عمل «{ $skill }» من مراكز أخرى لفترة { $block } { $day }
    [few] استعارة { $count } موظفين مدرَّبين على عمل «{ $skill }» من مراكز أخرى لفترة { $block } { $day }
   *[other] استعارة { $count } موظفًا مدرَّبًا على عمل «{ $skill }» من مراكز أخرى لفترة { $block } { $day }
}
remedy-move = فتح فترة { $block } { $to } بدلًا من { $day }
remedy-lower-quantile = { $people ->
    [one] قبول مستوى خدمة أدنى: موظف واحد لعمل «{ $skill }» في فترة { $block } { $day } يكفي في { $served } من أمثال هذا اليوم بدلًا من { $asked }؛ يبقى الحد الأدنى محفوظًا وقد يطول الانتظار
    [two] قبول مستوى خدمة أدنى: موظفان لعمل «{ $skill }» في فترة { $block } { $day } يكفيان في { $served } من أمثال هذا اليوم بدلًا من { $asked }؛ يبقى الحد الأدنى محفوظًا وقد يطول الانتظار
   *[other] قبول مستوى خدمة أدنى: { $number } من موظفي «{ $skill }» في فترة { $block } { $day } يكفون في { $served } من أمثال هذا اليوم بدلًا من { $asked }؛ يبقى الحد الأدنى محفوظًا وقد يطول الانتظار
}
remedy-lower-target = { $people ->
    [0] إبقاء شباك «{ $skill }» مغلقًا في فترة { $block } { $day }: يبقى الحد الأدنى محفوظًا، وعلى الناس الحضور في وقت آخر
    [one] قبول موظف واحد لعمل «{ $skill }» في فترة { $block } { $day }: يبقى الحد الأدنى محفوظًا وقد يطول الانتظار
    [two] قبول موظفَين لعمل «{ $skill }» في فترة { $block } { $day }: يبقى الحد الأدنى محفوظًا وقد يطول الانتظار
   *[other] قبول { $number } من موظفي «{ $skill }» في فترة { $block } { $day }: يبقى الحد الأدنى محفوظًا وقد يطول الانتظار
}
remedy-price = العمل الإضافي { $overtime } · المساءات { $evenings } · الخلايا المتغيّرة { $cells } · النقاط { $points }
remedy-price-points = لا تتغير ساعات أحد هنا · النقاط { $points }
remedy-lent = إعارة { $hours } من مركز آخر
remedy-left = ما زال النقص: { $count }.
remedy-cells = الخلايا التي تتغيّر
remedy-cell = { $officer }، { $day }: { $before } ← { $after }
remedy-apply = نفّذ هذا التغيير
announce-exchanged = تم تبادل المناوبات. يمكن التراجع عنه كله مرة واحدة.

sharing-title = مدى تساوي التوزيع
sharing-close = من يستطيع بعضهم أن يحل محل بعض لا يفرّق بينهم أكثر من نوبة واحدة، مع احتساب الأشهر الثلاثة الماضية.
sharing-being-planned = يجري إعداد الجدول؛ التوزيع المتساوي هو الخطوة الأخيرة.
sharing-apart = { $count ->
    [one] زوج واحد ممن يحل بعضهم محل بعض يفرّق بينهما أكثر من نوبة، مع احتساب الأشهر الثلاثة الماضية:
    [two] زوجان ممن يحل بعضهم محل بعض يفرّق بينهما أكثر من نوبة، مع احتساب الأشهر الثلاثة الماضية:
    [few] { $count } أزواج ممن يحل بعضهم محل بعض يفرّق بينهم أكثر من نوبة، مع احتساب الأشهر الثلاثة الماضية:
   *[other] { $count } زوجًا ممن يحل بعضهم محل بعض يفرّق بينهم أكثر من نوبة، مع احتساب الأشهر الثلاثة الماضية:
}
sharing-more = { $count ->
    [one] وزوج آخر
    [two] وزوجان آخران
    [few] و{ $count } أزواج أخرى
   *[other] و{ $count } زوجًا آخر
}
sharing-figures = { $count ->
    [one] أرقام موظف واحد
    [two] أرقام موظفَين
    [few] أرقام { $count } موظفين
   *[other] أرقام { $count } موظفًا
}
sharing-all = كل الأزواج وأسبابها ({ $count })
sharing-nobody = لا أحد في هذا الجدول له زميل يُقارن به.
sharing-caption = في هذا الجدول / مع الأشهر الثلاثة السابقة (أيام الغياب والإعفاء وعدم الموافقة، والأمسيات التي لا تحتاج إلى مهارات الموظف، تُحسب بمتوسط الزملاء). النوبات الصعبة: ما يمتد من الصباح الباكر إلى المساء، وما يقع حين ينقص شباك. يفصل خط عريض بين المجموعات التي يحل أفرادها بعضهم محل بعض.
sharing-evenings = أمسيات
sharing-weekends = نهاية الأسبوع
sharing-overtime = إضافي (ساعة)
sharing-hard = نوبات صعبة
sharing-evenings-apart = الأمسيات: { $more } له { $many }، و{ $fewer } له { $few }.
sharing-weekends-apart = أيام نهاية الأسبوع: { $more } له { $many }، و{ $fewer } له { $few }.
sharing-overtime-apart = العمل الإضافي: { $more } له { $many }، و{ $fewer } له { $few }.
sharing-hard-apart = النوبات الصعبة: { $more } له { $many }، و{ $fewer } له { $few }.
sharing-why-history = الفرق من الفترة السابقة، ولا نوبة في هذا الجدول يمكن تبادلها لتقليله.
sharing-why-forbidden = لا يمكن التبادل يوم { $days }. { $obstacle }.
sharing-why-wishes = التبادل يوم { $days } يخالف رغباتهما.
sharing-why-missing = التبادل يوم { $days } يترك شباكًا ناقصًا.
sharing-why-overtime = التبادل يوم { $days } يزيد العمل الإضافي.
sharing-why-spread = التبادل يوم { $days } يوسّع الفرق في المركز كله.
sharing-why-evenings-in-a-row = التبادل يوم { $days } يعطي أحدهما أمسيات كثيرة متتالية.
sharing-why-published = التبادل يوم { $days } يغيّر ما نُشر.
sharing-why-less-even = التبادل يوم { $days } يخلّ بما هو أهم (الأمسيات ثم نهاية الأسبوع ثم العمل الإضافي).
sharing-why-nothing = لو تبادلا يوم { $days } لكان التوزيع أعدل، وهو قانوني ولا يكلّف شيئًا.

simulation-title = كم سينتظر المواطنون
simulation-lead = محاكاة أيام هذا الجدول بالعبء المتوقع.
simulation-ask = جرّب
simulation-in-time = يُستدعون خلال { $count ->
    [one] دقيقة واحدة
    [two] دقيقتين
    [few] { $minutes } دقائق
   *[other] { $minutes } دقيقة
}
simulation-in-time-short = ≤ { $minutes } د
simulation-same-day = معاملات اليوم المنجزة في يومها
simulation-on-time = المعاملات المستحقة المنجزة في موعدها
simulation-between = (من { $low } إلى { $high })
simulation-by-half-hour = حسب نصف الساعة
simulation-from = من
simulation-citizens = الزيارات
simulation-wait = الانتظار (د)
simulation-busy = نسبة انشغال المدرَّبين على كل عمل عند الشباك
simulation-how = عدد مرات المحاكاة { $count }؛ وبين القوسين نطاق 8 من كل 10 مرات. لا يُحتسب العمل المتراكم من قبل هذه الفترة.
