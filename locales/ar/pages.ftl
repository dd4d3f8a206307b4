# نظرة عامة، التوقعات، صفحتي، التقدير، الاستيراد.

## نظرة عامة

overview-title = نظرة عامة
overview-lead = { $count ->
    [one] مركز واحد
    [two] مركزان
    [few] { $count } مراكز
   *[other] { $count } مركزًا
} · العبء والطاقة ليوم عمل واحد خلال الأيام الثمانية والعشرين القادمة
overview-lead-filtered = { $shown } من { $count } من المراكز تطابق «⁨{ $query }⁩»
overview-none = لا يوجد أي مركز بعد.
overview-none-next = استورد بيانات المراكز والموظفين والمعاملات للبدء.
overview-none-ask = اطلب من المسؤول أو من منسق المقاطعة استيراد البيانات.
overview-none-match = لا مركز يطابق «⁨{ $query }⁩».

overview-needs = ما ينتظر منك إجراءً
overview-needs-none = لا شيء في انتظارك.
overview-needs-more = { $count ->
    [one] بند آخر
    [two] بندان آخران
    [few] { $count } بنود أخرى
   *[other] { $count } بندًا آخر
}
overview-need-breaches = { $count ->
    [one] في المسودة { $period } مخالفة واحدة للقانون
    [two] في المسودة { $period } مخالفتان للقانون
    [few] في المسودة { $period } { $count } مخالفات للقانون
   *[other] في المسودة { $period } { $count } مخالفة للقانون
}
overview-need-submit = المسودة { $period } مطابقة للقانون وتنتظر الإرسال للموافقة
overview-need-returned = أُعيد جدول { $period }: ⁨{ $reason }⁩
overview-need-approve = جدول { $period } ينتظر موافقتك
overview-need-approve-missing = { $count ->
    [one] جدول { $period } ينتظر موافقتك؛ تنقصه نوبة واحدة
    [two] جدول { $period } ينتظر موافقتك؛ تنقصه نوبتان
    [few] جدول { $period } ينتظر موافقتك؛ تنقصه { $count } نوبات
   *[other] جدول { $period } ينتظر موافقتك؛ تنقصه { $count } نوبة
}
overview-need-publish = جدول { $period } معتمد ولم يُنشر بعد
overview-need-drift-more = منذ { $since } ورد أكثر من المتوقع بنسبة { $share }
overview-need-drift-less = منذ { $since } ورد أقل من المتوقع بنسبة { $share }
overview-open-forecast = افتح التوقع
overview-need-propose = لا جدول ابتداءً من { $first }
overview-need-missing = { $count ->
    [one] جدول { $period } المنشور تنقصه نوبة واحدة
    [two] جدول { $period } المنشور تنقصه نوبتان
    [few] جدول { $period } المنشور تنقصه { $count } نوبات
   *[other] جدول { $period } المنشور تنقصه { $count } نوبة
}
overview-open-roster = افتح الجدول
overview-open-review = راجِع
overview-propose = اقترح جدولًا
overview-action-for = { $action }: { $centre }

overview-filter = اسم المركز أو رمزه
overview-filter-go = تصفية
overview-filter-clear = عرض الكل
overview-count-short = { $count } ينقصها موظفون
overview-count-tight = { $count } فيها نقص يسير أو على الحد
overview-count-ok = { $count } كافية
overview-count-unknown = { $count } بلا توقعات
overview-count-rosterless = { $count } بلا جدول

overview-table = المراكز
overview-centre = المركز
overview-load = العبء / الطاقة
overview-gap = الفرق
overview-officers = الموظفون
overview-demand = معاملات/يوم
overview-overtime = أعلى عمل إضافي
overview-on-time = في الموعد
overview-roster = الجدول
overview-sort = الترتيب حسب { $column }
overview-load-figures = { $load } / { $capacity }
overview-load-share = العبء { $share } من الطاقة
overview-gap-short = نقص { $hours } في اليوم
overview-gap-tight = على الحد، يبقى { $hours } في اليوم
overview-gap-spare = فائض { $hours } في اليوم
overview-no-forecast = لا توقعات بعد
overview-no-history = لا أرقام بعد
overview-no-roster = لا جدول بعد
overview-missing = { $count ->
    [one] تنقص نوبة واحدة
    [two] تنقص نوبتان
    [few] تنقص { $count } نوبات
   *[other] تنقص { $count } نوبة
}
overview-missing-skills = ممن يتقنون { $skills }
overview-missing-others = أعمال أخرى ({ $count })
overview-covered = العدد مكتمل
overview-breaches = { $count ->
    [one] مخالفة واحدة للقانون
    [two] مخالفتان للقانون
    [few] { $count } مخالفات للقانون
   *[other] { $count } مخالفة للقانون
}
overview-overtime-share = { $hours } من سقف الشهر { $cap }
overview-forecast = التوقعات
overview-forecast-of = توقعات { $centre }
overview-of = { $figure } / { $whole }
overview-reading = ماذا تعني هذه الأرقام
overview-reading-load = العبء هو العمل المتوقع في يوم عمل (المعاملات المتوقعة مضروبة في دقائق الإنجاز). والطاقة هي الوقت الذي يستطيع الموظفون تقديمه فعلًا بعد الاجتماعات والاستراحات والغياب.
overview-reading-gap = الفرق = الطاقة ناقص العبء، مع النوبات الناقصة في الجدول. ▼ العبء فوق الطاقة، أو تنقص في المتوسط نوبة أو أكثر في كل يوم عمل؛ ▽ احتياطي أقل من 10٪، أو تنقص نوبات قليلة؛ ● كافٍ.
overview-reading-overtime = أعلى عمل إضافي هو عمل الموظف الأكثر ساعاتٍ إضافية هذا الشهر، مقارنًا بسقف الشهر.
overview-reading-on-time = في الموعد: نسبة المعاملات المنجزة مبكرًا أو في موعدها خلال آخر 90 يومًا لها أرقام.

## التوقعات

forecast-title = توقعات المعاملات
forecast-title-of = توقعات المعاملات: { $centre }
forecast-lead = { $centre } · الأرقام حتى { $cut }
forecast-lead-empty = { $centre } · لا توقع بعد
forecast-groups = مجموعات الإجراءات
forecast-total = الكل
forecast-make = أعِد التوقع
forecast-make-first = ضع توقعًا
forecast-made = وُضع توقع جديد.
forecast-empty = لا توقع لهذا المركز بعد.
forecast-empty-next = يضغط المدير «ضع توقعًا»؛ ويستغرق ذلك ثوانيَ.
forecast-empty-manager = يستغرق ذلك ثوانيَ ويستخدم كل الأرقام المستوردة.

forecast-chart = المعاملات في اليوم
forecast-chart-alternative = رسم بياني للمعاملات اليومية من { $from } إلى { $to }.
forecast-summary-past = { $days ->
    [one] آخر يوم استقبال
    [two] آخر يومَي استقبال
    [few] آخر { $days } أيام استقبال
   *[other] آخر { $days } يوم استقبال
}: بمتوسط { $mean } معاملة في اليوم، والأعلى { $highest } في { $highest_day }.
forecast-summary-ahead = في الأسابيع الأربعة القادمة ({ $days ->
    [one] يوم استقبال واحد
    [two] يوما استقبال
    [few] { $days } أيام استقبال
   *[other] { $days } يوم استقبال
}): يُتوقع { $mean } معاملة في اليوم، والذروة { $peak_day } بنحو { $peak } (80٪: ⁦{ $low }–{ $high }⁩).
forecast-summary-later = وبعدها يُتوقع عدد أكبر في { $peak_day }: نحو { $peak } (80٪: ⁦{ $low }–{ $high }⁩).
forecast-beyond = بعد نهاية الرسم: { $days }.
forecast-today = اليوم
forecast-key-came = ما ورد
forecast-key-outside = خارج نطاق 80٪ المتوقع
forecast-key-before = ما كان متوقعًا (الوسط ونطاق 80٪)
forecast-key-median = التوقع (الوسط)
forecast-key-80 = 8 أيام من 10
forecast-key-95 = 19 يومًا من 20
forecast-key-closed = مغلق
forecast-key-special = عطلة أو يوم خاص
forecast-dot = { $day }: { $count } معاملة
forecast-dot-expected = { $day }: { $count } معاملة، والمتوقع { $expected } (80٪: ⁦{ $low }–{ $high }⁩)

forecast-accuracy = ما مدى دقة التوقع
forecast-accuracy-none = لا مقارنة بعد: يلزم بضعة أيام لها توقع وأرقام فعلية معًا.
forecast-accuracy-days = { $origins ->
    [one] بمقارنة توقع واحد بالأيام الـ 28 التي تلته:
    [two] بمقارنة توقعين بينهما نحو أسبوعين، كلٌّ منهما بالأيام الـ 28 التي تلته:
    [few] بمقارنة { $origins } توقعات بين كل منها نحو أسبوعين، كلٌّ منها بالأيام الـ 28 التي تلته:
   *[other] بمقارنة { $origins } توقعًا بين كل منها نحو أسبوعين، كلٌّ منها بالأيام الـ 28 التي تلته:
} { $days ->
    [one] يوم واحد له أرقام.
    [two] يومان لهما أرقام.
    [few] { $days } أيام لها أرقام.
   *[other] { $days } يومًا لها أرقام.
}
forecast-accuracy-kept = { $anew ->
    [0] حُفظت كلها في حينها.
   *[other] { $kept ->
        [0] لم يُحفظ أيٌّ منها في حينه؛ أُعدّت كلها من جديد من بيانات ذلك الوقت.
        [one] حُفظ واحد منها في حينه؛ وأُعدّ ما سواه من جديد من بيانات ذلك الوقت.
        [two] حُفظ اثنان منها في حينهما؛ وأُعدّ ما سواهما من جديد من بيانات ذلك الوقت.
        [few] حُفظت { $kept } منها في حينها؛ وأُعدّ ما سواها من جديد من بيانات ذلك الوقت.
       *[other] حُفظ { $kept } منها في حينه؛ وأُعدّ ما سواه من جديد من بيانات ذلك الوقت.
    }
}
forecast-mase-better = الخطأ أقل بنسبة { $share } من تكرار رقم اليوم نفسه من الأسبوع السابق.
forecast-mase-equal = الخطأ مساوٍ لتكرار رقم اليوم نفسه من الأسبوع السابق.
forecast-mase-worse = الخطأ أكثر بنسبة { $share } من تكرار رقم اليوم نفسه من الأسبوع السابق. ابحث عن أمر غير معتاد.
forecast-mase = MASE { $mase } (1 = مثل الأسبوع السابق، والأقل أفضل)
forecast-coverage = { $inside } من { $days } من الأيام ({ $share }) وقعت داخل نطاق 80٪؛ والمنتظر نحو 8 من كل 10.
forecast-coverage-good = يمكن الاعتماد على النطاق.
forecast-coverage-narrow = النطاق أضيق من الواقع: احتفظ بعدد احتياطي أكبر.
forecast-coverage-wide = النطاق أوسع من اللازم: الواقع أقل تقلبًا.
forecast-better = أفضل من أرقام الأسبوع السابق
forecast-equal = مثل أرقام الأسبوع السابق
forecast-worse = أسوأ من أرقام الأسبوع السابق
forecast-covered = نطاق موثوق
forecast-narrow = نطاق ضيق جدًا
forecast-wide = نطاق واسع

forecast-special-days = العطل والأيام الخاصة
forecast-table-ahead = أرقام الأيام القادمة
forecast-table-past = آخر 28 يومًا: المتوقع والفعلي
forecast-day = اليوم
forecast-median = المتوقع
forecast-band80 = نطاق 80٪
forecast-band95 = نطاق 95٪
forecast-expected = كان متوقعًا
forecast-came = ورد
forecast-difference = الفرق
forecast-outside = خارج النطاق
forecast-inside = داخل النطاق
forecast-closed = مغلق
forecast-not-observed = لا رقم بعد
forecast-range = ⁦{ $low }–{ $high }⁩
forecast-open-roster = الجدول
forecast-group = مجموعة الإجراءات
forecast-borrowed = لا توجد أرقام لهذا المركز بعد.
forecast-borrowed-next = الأرقام المعروضة مأخوذة من مراكز لها أيام العمل نفسها بحسب عدد السكان، وهي للبداية فقط. استورد dossiers.csv للحصول على توقع خاص به.
forecast-drift = لم يعد التوقع مطابقًا.
forecast-drift-more = منذ { $since } ورد من المعاملات أكثر من المتوقع بنسبة { $share }: تجاوز { $outside } من آخر { $days } أيام عمل نطاق 80٪.
forecast-drift-less = منذ { $since } ورد من المعاملات أقل من المتوقع بنسبة { $share }: جاء { $outside } من آخر { $days } أيام عمل دون نطاق 80٪.
forecast-drift-next = إن كنت تعرف السبب فسجّل تغييرًا دائمًا.
forecast-table-scores = دقة التوقع بحسب المجموعة
forecast-score-coverage = داخل نطاق 80٪
forecast-score-days = الأيام
forecast-score-drift = هل ما زال مطابقًا؟
forecast-score-fits = مطابق
forecast-score-more = يرد أكثر
forecast-score-less = يرد أقل
forecast-scores-about = متوسط آخر التوقعات، بين كل منها نحو أسبوعين، وكلٌّ منها مقابل الأيام الـ 28 التي تلته؛ واليوم الذي يقع في عدة توقعات يُحسب مع كل منها. إذا كان MASE أقل من 1 فهو أفضل من أرقام الأسبوع السابق.

known-title = ما تعرفه مسبقًا
known-lead = تقويم هذا المركز: الإغلاق والفتح الإضافي وأيام التعويض والعطل والفعاليات والتغييرات الدائمة. يُعاد التوقع مع كل تسجيل.
known-none = لم يُسجَّل شيء بعد.
known-add = إضافة
known-kind = النوع
known-kind-event = فعالية: يأتي عدد أكبر أو أقل
known-kind-closed = مغلق
known-kind-open = فتح إضافي: يوم مغلق في العادة
known-kind-work-in-lieu = يوم عمل عادي (تعويض، أو تبيّن أنه ليس عطلة)
known-kind-off-in-lieu = يوم راحة بالتبديل
known-kind-holiday = عطلة رسمية بإشعار
known-kind-reform = تغيير دائم ابتداءً من هذا اليوم
known-name = الاسم
known-name-hint = النوع نفسه بالاسم نفسه واليوم الأول نفسه يحلّ محلّ المدخل السابق. والأحداث ذات الاسم الواحد تتعلّم من المرّة السابقة.
known-first = من
known-last = إلى
known-last-hint = اتركه فارغًا إذا كان يومًا واحدًا.
known-percent = مقارنةً بيوم عادي (٪)
known-percent-hint = للفعاليات فقط: 150 تعني مرة ونصفًا. اتركه فارغًا إن لم يكن معروفًا.
known-note = سجّل وأعد التوقع
known-noted = سُجّل وأُعيد التوقع.
known-strike = حذف
known-strike-which = حذف: ⁨{ $name }⁩، { $days }
known-closed = مغلق
known-open = فتح إضافي
known-work-in-lieu = يوم عمل عادي
known-off-in-lieu = يوم راحة بالتبديل
known-holiday = عطلة رسمية
known-event = فعالية
known-event-percent = فعالية، المتوقع { $share } من يوم عادي
known-reform = تغيير دائم
known-lasting = ابتداءً من { $day }
known-opening-days = يفتح { $weekdays }
opening-days-now = أيام استقبال المواطنين
opening-days-change = تغيير أيام العمل الأسبوعية
opening-days-weekdays = الأيام التي يُستقبل فيها المواطنون
opening-days-first-hint = ابتداءً من هذا اليوم. تبقى الأيام السابقة كما كانت.
opening-days-name = القرار أو السبب
opening-days-name-hint = مثل «قرار 12/QĐ-UBND: الفتح يوم السبت».

needs-title = عدد الموظفين اللازم: { $day }
needs-lead = { $centre } · من المعاملات إلى الموظفين
needs-back = التوقع
needs-day-before = اليوم السابق
needs-day-after = اليوم التالي
needs-closed = لا يستقبل المركز أحدًا في هذا اليوم.
needs-nobody = لا عمل متوقعًا لأي شباك في هذا اليوم.
needs-load = المعاملات ودقائق العمل
needs-at-quantile = عند مستوى { $quantile }
needs-minutes-each = دقائق لكل معاملة
needs-minutes = دقائق
needs-counter-why = الشباك والسبب
needs-dossiers = المعاملات
needs-floor = الحد الأدنى
needs-target = المطلوب
needs-officers = { $count ->
    [one] موظف واحد
    [two] موظفان
    [few] { $count } موظفين
   *[other] { $count } موظفًا
}
needs-why-wait = في ذروة الازدحام ينشغل { $load } من الموظفين معًا؛ وبهذا العدد يُستدعى { $share } من المواطنين في الوقت المحدد.
needs-beyond = المطلوب { $wanted }، ولدى المركز { $there } في ذلك اليوم
needs-beyond-skill = المطلوب { $wanted }، ومن يتقنون هذا العمل في المركز ذلك اليوم { $there }.
needs-together = التوقع للمجموعات كلها معًا: المتوقع { $median }، والعدد عند مستوى { $quantile } هو { $dossiers }، أي أقل من { $sum } أعلاه، لأنها نادرًا ما تزدحم كلها في اليوم نفسه.
needs-why-work = العمل وحده، وهو { $minutes } دقيقة، يحتاج إلى { $count ->
    [one] موظف واحد
    [two] موظفَين
    [few] { $count } موظفين
   *[other] { $count } موظفًا
}، يعطي كلٌّ منهم الملفات { $each } دقيقة في هذه الساعات ({ $share } من الوقت).
needs-why-work-limited = العمل وحده، وهو { $minutes } دقيقة، كان ليحتاج إلى { $count ->
    [one] موظف واحد
    [two] موظفَين
    [few] { $count } موظفين
   *[other] { $count } موظفًا
}، يعطي كلٌّ منهم الملفات { $each } دقيقة في هذه الساعات ({ $share } من الوقت)؛ وليس في ساعات الدوام إلا { $there }، فيبقى ما زاد.
needs-why-own = يأتي المواطنون في هذه الساعات بعمل مدته { $minutes } دقيقة.
needs-why-backlog = يتولى { $minutes } دقيقة عمل تبقى بعد ساعات الدوام.
needs-waiting = عمل ينتظر منذ ما قبل التوقع
needs-waiting-left = تبقى { $minutes } دقيقة في انتظار يوم لاحق
needs-why-waited = منها { $minutes } دقيقة عمل ينتظر منذ ما قبل.
needs-why-presence = العمل قليل، لكن لا يجوز أن يُترك الشباك خاليًا.
needs-why-session = فريق الجلسة المتنقلة.
needs-why-standby = لا حاجة إلى أحد في يوم عادي؛ وفي يوم مزدحم (نحو يوم من كل عشرة) يُستدعى الاحتياط.
needs-how = الهدف: يُستدعى { $share } من المواطنين خلال { $minutes } دقيقة (إعداد)، وقد جُرّب ذلك بمحاكاة أيام كثيرة بهذا الحمل. يخصص الموظف { $productive } من ساعاته للمعاملات. تؤخذ المعاملات عند مستوى { $quantile } من التوقع، ومجموعات المهارة الواحدة معًا لأنها نادرًا ما تزدحم كلها في اليوم نفسه. وفضلًا عن ذلك تحتاج كل فترة إلى من يوقّع. «تحت الطلب» هم من ينبغي أن يكونوا جاهزين ليوم مزدحم (مستوى 90٪).
needs-standby = تحت الطلب
needs-away = يغيب { $share } ممن في الجدول للاجتماعات والتدريب، فيُطلب أكثر ممن يلزم حضورهم.
now-title = اليوم حتى الآن
now-so-far = المعاملات المستلمة
now-at = حتى الساعة
now-ask = احسب ما تبقى
now-rest = ما زال سيرد
now-minutes = دقائق العمل المتبقية
now-day = اليوم كله
now-morning = توقع هذا الصباح
now-between = 8 مرات من 10 بين { $low } و{ $high }
now-groups = ما تبقى من اليوم حسب المجموعة
now-about = حتى { $at } يكون قد ورد عادةً { $share } من معاملات اليوم. أدخل العدد المستلم لمعرفة الباقي.
now-about-typed = حتى { $at } يكون قد ورد عادةً { $share } من معاملات اليوم.
now-groups-caption = حسب مجموعة الإجراءات؛ الأرقام الصغيرة: يقع العدد في هذا النطاق 8 مرات من 10.
now-about-counted = حتى { $at } يكون قد ورد عادةً { $share } من معاملات اليوم. العدد المستلم محسوب من المعاملات المستوردة.

feast-new-year = رأس السنة الميلادية
feast-tet = تيت (رأس السنة القمرية)
feast-hung-kings = ذكرى ملوك هونغ
feast-reunification-day = يوم إعادة التوحيد
feast-labour-day = عيد العمال
feast-national-day = العيد الوطني
feast-culture-day = يوم الثقافة الفيتنامية
feast-off-in-lieu = راحة بالتبديل
feast-work-in-lieu = دوام بالتبديل
feast-compensatory = راحة تعويضية
feast-closed = مغلق

## صفحتي

me-title = ساعاتي
me-next = المناوبة التالية
me-next-now = مناوبة اليوم
me-next-none = لا مناوبة قادمة بعد
me-next-none-detail = يظهر الجدول الجديد هنا فور نشره.
me-today = اليوم، { $day }
me-tomorrow = غدًا، { $day }
me-times = ⁦{ $start } – { $end }⁩
me-colleagues = { $count ->
    [0] تعمل وحدك في ذلك اليوم
    [one] مع موظف آخر
    [two] مع موظفَين آخرَين
    [few] مع { $count } موظفين آخرين
   *[other] مع { $count } موظفًا آخر
}
me-overtime-part = منها { $hours } عمل إضافي
me-month = شهري: { $month }
me-month-previous = الشهر السابق
me-month-next = الشهر التالي
me-month-current = العودة إلى { $month }
me-cell-away = غياب
me-cell-holiday = عطلة
me-day-shift = { $day }: { $shift }، ⁦{ $start } – { $end }⁩
me-day-away = { $day }: غياب
me-day-holiday = { $day }: عطلة رسمية
me-day-free = { $day }: لا مناوبة
me-hours = العمل الإضافي
me-hours-month = { $month }
me-hours-year = سنة { $year }
me-of-cap = / السقف { $cap }
me-left = يبقى { $hours }
me-near-cap = قريب من السقف، يبقى { $hours }
me-at-cap = بلغت السقف: لا يجوز لأحد أن يجدول لك أكثر
me-week = هذا الأسبوع
me-evenings = أمسيات { $month }
me-evenings-count = { $count ->
    [0] لا أمسيات
    [one] أمسية واحدة
    [two] أمسيتان
    [few] { $count } أمسيات
   *[other] { $count } أمسية
}
me-ahead = المناوبات القادمة
me-ahead-none = لم تُنشر أي مناوبة بعد.
me-ahead-more = { $count ->
    [one] مناوبة أخرى
    [two] مناوبتان أخريان
    [few] { $count } مناوبات أخرى
   *[other] { $count } مناوبة أخرى
}
me-published-until = الجداول منشورة حتى { $day }. المناوبات بعد ذلك غير محسومة ولا تظهر هنا.
me-published-none = لم يُنشر أي جدول لك بعد.
me-legend = مفتاح الألوان

## التقدير

recognition-title = مراجعة { $month }
recognition-lead = ثلاثة أمور منفصلة: المساهمة والفرصة والعبء. عدد الساعات ليس فضلًا.
recognition-previous = الشهر السابق
recognition-next = الشهر التالي
recognition-centre = المركز
recognition-show = اعرض
recognition-anonymous = نظرة أولى بأسماء مستعارة
recognition-table = مساهمة كل موظف وفرصته وعبؤه
recognition-rank = الرتبة
recognition-officer = الموظف
recognition-code = الرمز { $code }
recognition-contribution = المساهمة
recognition-opportunity = الفرصة
recognition-burden = العبء
recognition-share = حصته من جلسات المركز الصعبة
recognition-evenings = أمسيات
recognition-outreach = ميدانية
recognition-early = مبكرة
recognition-weekend = نهاية الأسبوع
recognition-taken = ما قبِله / ما أتيح له
recognition-leave = أيام الغياب
recognition-overtime = إضافي الشهر
recognition-sessions = { $count ->
    [0] لا جلسات
    [one] جلسة واحدة
    [two] جلستان
    [few] { $count } جلسات
   *[other] { $count } جلسة
}
recognition-exempt = معفى
recognition-unranked = بلا رتبة
recognition-taken-share = قبِل { $share } من الجلسات المتاحة له
recognition-taken-none = لم تُتح له أي جلسة
recognition-evidence-share = { $taken ->
    [0] لا جلسات مسائية أو ميدانية أو في نهاية الأسبوع
    [one] جلسة واحدة مسائية أو ميدانية أو في نهاية الأسبوع
    [two] جلستان مسائيتان أو ميدانيتان أو في نهاية الأسبوع
    [few] { $taken } جلسات مسائية وميدانية وفي نهاية الأسبوع
   *[other] { $taken } جلسة مسائية وميدانية وفي نهاية الأسبوع
}
recognition-evidence-leave = أيام الغياب مأخوذة من سجل الإجازات؛ واللجنة لا ترى السبب أبدًا.
recognition-evidence-overtime = أيام فيها مناوبة خارج ساعات الدوام
recognition-evidence-overtime-note = وما زاد على ذلك دقائق سُجّلت في الدفتر قبل أول جدول.
recognition-burden-ok = ضمن الحدود
recognition-burden-near = قريب من السقف
recognition-burden-over = عند السقف أو فوقه
recognition-note-rank = تقارن الرتبة الجلسات التي قبلها الموظف بالجلسات التي أتيحت له، فمن أُتيح له أقل لا يُظلم. والنسب المتساوية رتبتها متساوية.
recognition-note-exempt = { $count ->
    [one] { $codes } معفى من العمل الإضافي فلا يُقارَن بعدد الجلسات.
    [two] { $codes } معفيان من العمل الإضافي فلا يُقارَنان بعدد الجلسات.
   *[other] { $codes } معفون من العمل الإضافي فلا يُقارَنون بعدد الجلسات.
}
recognition-note-over = { $count ->
    [one] { $codes } بلغ السقف: الساعات فوق الحد الصحي لا تُحسب مساهمة.
    [two] { $codes } بلغا السقف: الساعات فوق الحد الصحي لا تُحسب مساهمة.
   *[other] { $codes } بلغوا السقف: الساعات فوق الحد الصحي لا تُحسب مساهمة.
}
recognition-note-evidence = اضغط رقمًا لترى الأيام التي وراءه.
recognition-empty = لم يُنشر جدول لهذا الشهر، فلا شيء للمراجعة.
recognition-empty-next = اختر شهرًا آخر، أو انتظر حتى ينشر المركز جدوله.

## الاستيراد

import-title = استيراد البيانات
import-lead = ارفع جداول CSV ‏(UTF-8) أو مصنف XLSX واحدًا لكل جدول فيه ورقة. الخطوة الأولى دائمًا فحص؛ ولا يُكتب شيء.
import-step-choose = 1. اختر الملفات
import-files = ملفات CSV أو ملف XLSX واحد
import-choose = اختر ملفات…
import-none-chosen = لم يُختر ملف
import-files-hint = يمكن اختيار عدة ملفات معًا. مجموعها لا يتجاوز ⁦{ $limit }⁩.
import-busy = جارٍ الرفع والفحص…
import-check = فحص فقط
import-now = استورد الآن
import-again = اختر الملفات التي فُحصت أعلاه نفسها مرة أخرى، ثم اضغط «استورد الآن».
import-not-checked = هذه الملفات تختلف عما فُحص آخر مرة، أو لم تُفحص بعد. فيما يلي نتيجة الفحص؛ راجعها ثم اضغط «استورد الآن».
import-preview = نتيجة الفحص
import-preview-lead = لم يُكتب شيء. لو استوردت لتغيّرت البيانات هكذا.
import-preview-nothing = كل الصفوف موجودة كما هي: لا شيء لاستيراده.
import-done = تم الاستيراد
import-done-lead = صفوف جديدة: { $added }، صفوف معدّلة: { $changed }. وكل تغيير مسجَّل في سجل التدقيق.
import-table = الجدول
import-added = جديد
import-changed = معدَّل
import-unchanged = بلا تغيير
import-notices = للعلم
import-tables-known = الجداول التي يمكن استيرادها
import-tables-known-hint = اسم الملف (أو الورقة) يدل على الجدول. الأعمدة غير المعروفة تُهمل ويُبلَّغ عنها.
import-refused = { $count ->
    [one] لم يُستورد: موضع واحد يحتاج إصلاحًا
    [two] لم يُستورد: موضعان يحتاجان إصلاحًا
    [few] لم يُستورد: { $count } مواضع تحتاج إصلاحًا
   *[other] لم يُستورد: { $count } موضعًا يحتاج إصلاحًا
}
import-refused-lead = لم يُكتب شيء. أصلح المواضع أدناه ثم ارفع من جديد.
import-refused-many = توقفت القراءة بعد { $count } موضع؛ وقد يوجد غيرها.
import-refused-rest = { $count ->
    [one] موضع آخر لا يظهر؛ أصلح هذه أولًا.
    [two] موضعان آخران لا يظهران؛ أصلح هذه أولًا.
    [few] { $count } مواضع أخرى لا تظهر؛ أصلح هذه أولًا.
   *[other] { $count } موضعًا آخر لا تظهر؛ أصلح هذه أولًا.
}
import-file = الملف
import-line = السطر
import-lines-more = { $lines } و{ $count } غيرها
import-column = العمود
import-value = القيمة
import-problem = كيف يُصلَح
import-no-value = (فارغ)
import-whole-file = الملف كله
import-no-files = لم يُختر أي ملف.
import-no-files-next = اختر ملف CSV أو XLSX واحدًا على الأقل.
import-too-large = الملفات كبيرة جدًا
import-too-large-detail = مجموع الملفات يتجاوز ⁦{ $limit }⁩ فلم تُقبل ولم يُكتب شيء. ارفع ملفات أو سنوات أقل في كل مرة، أو شغّل ‎“catruc import”‎ على الخادم.
import-broken-upload = الرفع غير مكتمل
import-broken-upload-detail = انقطع الرفع. لم يُكتب شيء؛ حاول مرة أخرى.

import-no-known-file = لم يُعرف أي جدول؛ سمِّ الملفات مثل centres.csv أو dossiers.csv.
import-unreadable-file = تعذّرت قراءة الملف ({ $reason })؛ افحصه واحفظه من جديد.
import-repeated-file = هذا الجدول أُعطي من قبل في { $other }؛ أرسله مرة واحدة.
import-empty-file = الملف فارغ؛ اكتب سطر العناوين أو اترك الملف.
import-not-utf8 = النص ليس UTF-8 (البايت { $byte })؛ احفظ الملف بصيغة CSV UTF-8.
import-nul-byte = يوجد بايت صفري (البايت { $byte })؛ احفظ الملف بصيغة CSV UTF-8.
import-unterminated-quote = فُتحت علامة اقتباس هنا ولم تُغلق؛ أغلقها أو أرسل الملف كاملًا.
import-no-final-line-end = لا نهاية للسطر الأخير وقد يكون مقطوعًا؛ أرسل الملف كاملًا، أو أنهِ السطر إن كان كاملًا.
import-field-too-long = في الخلية { $got } بايت والحد { $limit }؛ ابحث عن علامة اقتباس ناقصة أو اختصر.
import-missing-column = { $similar ->
    [none] العمود { $column } ناقص؛ أضفه إلى سطر العناوين.
   *[other] العمود { $column } ناقص؛ أهو { $similar } في سطر العناوين؟ اكتب { $column } هناك.
}
import-duplicate-column = العمود { $column } مكرر؛ أبقِ واحدًا.
import-truncated-row = في السطر { $got } من { $expected } خلايا؛ أكمله أو أرسل الملف كاملًا.
import-overlong-row = في السطر { $got } خلايا وفي العناوين { $expected }؛ ضع الخلية التي فيها فاصل بين علامتي اقتباس.
import-empty-cell = هذه الخلية مطلوبة وهي فارغة؛ املأها.
import-wrong-type = { $expected ->
    [whole-number] المطلوب عدد صحيح؛ اكتب أرقامًا فقط، مثل 12.
    [whole-minutes] المطلوب دقائق صحيحة؛ اكتب أرقامًا فقط، مثل 480.
    [decimal] المطلوب عدد؛ اكتبه بنقطة عشرية، مثل 0.5.
    [three-decimals] المطلوب عدد بثلاث منازل عشرية على الأكثر، مثل 2.34.
    [yes-no] اكتب yes أو no.
    [weekday] المطلوب يوم من الأسبوع؛ اكتب من 1 (الاثنين) إلى 7 (الأحد).
    [weekdays] المطلوب قائمة أيام، مثل ⁦1;2;3;4;5⁩ (1 هو الاثنين)، أو * للكل.
    [due] اكتب same_day أو days:N حيث N أيام عمل.
    [half-hour] المطلوب ساعة أو نصف ساعة، مثل 07:30 أو 08:00.
    [roles] المطلوب قائمة role@CENTRE، مثل manager@SB;approver@SB.
    [crew] المطلوب قائمة role:number، مثل greeter:2;guide:6.
    [time-zone] المطلوب اسم منطقة زمنية، مثل Asia/Ho_Chi_Minh.
   *[other] صيغة القيمة غير صحيحة.
}
import-not-allowed = اكتب واحدًا من: { $allowed }.
import-negative-count = عدد { $of ->
    [dossiers] المعاملات
    [citizens] المواطنين
    [procedures] الإجراءات
    [residents] السكان
    [counters] الشبابيك
    [minutes] الدقائق
    [officers] الموظفين
   *[other] الأشياء
} لا يكون سالبًا؛ اكتب 0 أو أكثر.
import-out-of-range = العدد خارج المدى؛ اكتب من { $minimum } إلى { $maximum }.
import-setting-out-of-range = القيمة خارج المدى؛ اكتب { $bounds ->
    [least] { $least } أو أكثر، وأقل من { $most }
    [most] أكثر من { $least }، و{ $most } على الأكثر
    [neither] أكثر من { $least } وأقل من { $most }
   *[both] من { $least } إلى { $most }
}. { $why ->
    [promise] الوعد للجميع يطلب موظفين أكثر مما يمكن أن يوجد، وعدم وعد أحد لا يطلب أي موظف.
    [productive] موظف بلا وقت للمعاملات لا يخدم أحدًا.
    [away] إذا غاب الجميع لم يبقَ من يخدم.
    [month-cap] لا يسمح القانون بعمل إضافي أكثر في الشهر (المادة 1 الفقرة 2 من القرار ⁦17/2022/UBTVQH15⁩).
    [year-cap] لا يسمح القانون بعمل إضافي أكثر في السنة (المادة 107 الفقرة 3 من قانون العمل ⁦45/2019/QH14⁩).
    [normal-day] لا يتجاوز يوم العمل العادي 10 ساعات حين تُحسب الساعات بالأسبوع (المادة 105 من قانون العمل ⁦45/2019/QH14⁩).
    [rest] بين مناوبتين 10.5 ساعة على الأقل، حتى حين لا تنقل أي منهما ساعات العمل.
    [shift-change] من يغيّر مناوبته يستريح 12 ساعة على الأقل قبل التالية (المادة 110 من قانون العمل ⁦45/2019/QH14⁩).
   *[slip] أي قيمة أخرى خطأ في الكتابة.
}
import-bad-date = لا يوجد يوم كهذا؛ اكتب YYYY-MM-DD أو DD/MM/YYYY.
import-bad-time = ليس وقتًا من اليوم؛ اكتب HH:MM من 00:00 إلى 23:59.
import-bad-date-time = ليس تاريخًا مع وقت؛ اكتب YYYY-MM-DDTHH:MM، وأضف ‎+07:00‎ إن لم يكن التوقيت محليًا.
import-unknown-code = لا يحمل هذا الرمز أي { $kind ->
    [centre] مركز
    [site] موقع
    [group] مجموعة إجراءات
    [officer] موظف
    [shift] مناوبة
    [block] فترة
    [scope] نطاق
   *[other] بند
}؛ أضفه إلى { $file } أو صحّحه (الأحرف الكبيرة معتبرة).
import-duplicate-row = السطر { $first_line } فيه القيم نفسها؛ أبقِ أحدهما.
import-end-before-start = يجب أن يكون بعد العمود { $start }؛ صحّح أحدهما.
import-maximum-below-minimum = أقل من العمود minimum؛ صحّح أحدهما.
import-bad-rule = لا يمكن استعمال هذه القاعدة: { $why }.
import-more-than-span = بين البداية والنهاية { $available } دقيقة فقط؛ صحّح الدقائق أو الأوقات.
import-shares-not-one = مجموع حصص المركز { $centre } والمجموعة { $group }{ $weekday ->
    [none] {""}
   *[other] واليوم { $weekday }
} هو { $sum }؛ اجعله 1.
import-needs-one-of = املأ واحدًا على الأقل من: { $columns }.
import-own-parent = سيصبح المركز تابعًا لنفسه؛ صحّح العمود parent.

import-notice-unknown-column = العمود { $column } غير مستعمل وقد أُهمل.
import-notice-unknown-file = هذا الجدول غير معروف وقد أُهمل.
import-notice-skill-without-officer = لا موظف لديه المهارة { $skill }.
import-notice-skill-without-group = لا مجموعة تطلب المهارة { $skill } لدى الموظف { $officer }؛ راجع كتابتها.
import-notice-unknown-in-rule = يذكر الصف { $rule } الرمز { $code }، ولا مناوبة ولا مهارة ولا موظف بهذا الاسم؛ راجع كتابته.
import-notice-unknown-setting = لا إعداد باسم { $key }، فلا أثر لقيمته؛ راجع كتابته.
import-notice-raised-cap = { $key } = { $hours } يرفع سقف المادة 107 (40 ساعة في الشهر و200 في السنة) دون ذكر السند. صف overtime-monthly أو overtime-yearly في rules.csv يذكره في العمود citation.
