# ماذا حدث، ولأي شيء، وما الخطوة التالية.
error-go-home = إلى الصفحة الأولى
error-back-to-board = العودة إلى الجدول
error-back-to-review = العودة إلى صفحة الاعتماد
error-reference = الرقم المرجعي: { $number }. يُرجى إبلاغ مسؤول النظام به.
error-no-page = لا توجد صفحة كهذه
error-no-page-detail = ربما كُتب العنوان خطأ أو نُقلت الصفحة. يُرجى البدء من الصفحة الأولى.
error-not-allowed = لا يستطيع هذا الحساب فتح هذه الصفحة
error-not-allowed-detail = تخص الصفحة مركزًا آخر أو دورًا آخر. إن احتجت إليها فاطلب من مسؤول النظام منح حسابك ذلك الدور.
error-stale-form = انتهت صلاحية النموذج
error-stale-form-detail = تغيّرت الجلسة فلم يُحفظ شيء. يُرجى إعادة تحميل الصفحة والمحاولة مرة أخرى.
error-foreign-form = لم يأتِ الطلب من صفحاتنا
error-foreign-form-detail = لم يُحفظ شيء. يُرجى فتح الصفحة نفسها والمحاولة مرة أخرى.
error-unreadable-form = تعذرت قراءة الطلب
error-unreadable-form-detail = لم يُحفظ شيء: حقل ناقص أو مكتوب بغير صيغته. عد وأعد تحميل الصفحة ثم حاول ثانية.
error-internal = حدث خلل من جهتنا
error-internal-detail = لم يُحفظ شيء. يُرجى المحاولة بعد بضع دقائق.
error-log-in-first = يُرجى تسجيل الدخول أولًا

refuse-no-roster = لا يوجد جدول كهذا
refuse-no-roster-detail = ليس للمركز جدول يبدأ في هذا اليوم. يُرجى الاطلاع على قائمة الفترات.
refuse-not-a-draft = لم يعد تعديل هذا الجدول ممكنًا
refuse-not-a-draft-detail = الجدول { $status ->
    [submitted] بانتظار الاعتماد
    [approved] معتمد
    [published] منشور
    [closed] مغلق
   *[draft] مسودة
}، ولا تُعدَّل إلا المسودة. ابدأ نسخة جديدة، أو انتظر حتى يعيده المعتمِد.
refuse-wrong-status = هذه الخطوة غير ممكنة الآن
refuse-wrong-status-detail = الجدول { $is ->
    [draft] مسودة
    [submitted] بانتظار الاعتماد
    [approved] معتمد
    [published] منشور
   *[closed] مغلق
}، وهذه الخطوة تحتاج إلى جدول { $needs ->
    [draft] مسودة
    [submitted] بانتظار الاعتماد
    [approved] معتمد
    [published] منشور
   *[closed] مغلق
}. يُرجى إعادة تحميل الصفحة لمعرفة حاله.
refuse-unlawful = غير مطابق للقانون بعد
refuse-unlawful-detail = { $count ->
    [one] مخالفة واحدة لقانون العمل تمنع ذلك. صحّحها وحاول مرة أخرى:
    [two] مخالفتان لقانون العمل تمنعان ذلك. صحّحهما وحاول مرة أخرى:
    [few] { $count } مخالفات لقانون العمل تمنع ذلك. صحّحها وحاول مرة أخرى:
   *[other] { $count } مخالفة لقانون العمل تمنع ذلك. صحّحها وحاول مرة أخرى:
}
refuse-stale = غيّر شخص آخر الجدول للتو
refuse-stale-detail = لم يُحفظ شيء. يُرجى إعادة تحميل الصفحة والنظر في التغيير ثم اتخاذ القرار.
refuse-same-person = من يرسل الجدول لا يعتمده
refuse-same-person-detail = أنت من أرسل هذا الجدول، فيجب أن يقرر شخص آخر له حق الاعتماد.
refuse-no-reason = يُرجى ذكر سبب الإعادة
refuse-no-reason-detail = يحتاج المدير إلى معرفة ما ينبغي تصحيحه. اكتب جملة واحدة ثم أعده.
refuse-propose = تعذر إعداد الجدول
refuse-not-monday = تبدأ الفترة يوم الإثنين، و{ $date } ليس كذلك. يُرجى اختيار يوم إثنين.
refuse-weeks = للفترة من أسبوع إلى 8 أسابيع، لا { $count }.
refuse-no-officers = ليس في المركز موظف لديه مهارة تطلبها مجموعات الإجراءات. استورد officers.csv.
refuse-contradiction = لا يمكن جدولة { $officer }: لا يمكن أن تجتمع هذه الأمور كلها. عدّل واحدًا منها.
clash-unavailable = أبلغ أن النوبة { $shifts } يوم { $day } غير ممكنة
clash-not-that-day = النوبة { $shifts } لا تُعمل يوم { $day }، أو المركز مغلق
clash-not-agreed = لم يوافق على النوبة { $shifts } يوم { $day }
clash-agreed-hours = استُنفدت ساعات الشهر التي وافق عليها، فالنوبة { $shifts } يوم { $day } مغلقة
clash-exempt = معفى من النوبة { $shifts } يوم { $day } (العمل الإضافي والأمسيات والليل)
clash-rest-beside = مع النوبة { $shifts } يوم { $day } لا تبقى إلا راحة { $rest } من { $least } بجانب عمل في جدول آخر
clash-rule = النوبة { $shifts } يوم { $day } تخالف القاعدة «{ $rule }»{ $row }
clash-leave = في إجازة يوم { $day }
clash-pin = خلية يوم { $day } مثبتة على النوبة { $shift }
clash-evenings = أمسيات الأسبوع لا تزيد على { $count }
clash-month-cap = بقي { $hours } من العمل الإضافي في الشهر الذي يبدأ { $day }
clash-period-cap = بقي { $hours } من العمل الإضافي في الشهر أو السنة
clash-protected = معفى من العمل الإضافي والأمسيات
clash-no-consent = لم يوافق على العمل الإضافي
clash-rest = راحة لا تقل عن { $hours } بين نوبتين
clash-days-in-a-row = أيام العمل المتتالية لا تزيد على { $count }
clash-weekly-rest = يوم راحة في كل أسبوع
clash-week-most = ساعات العمل العادية في الأسبوع لا تزيد على { $hours }
clash-week-least = ساعات العمل العادية في الأسبوع لا تقل عن { $hours } (باستثناء الإجازات)
refuse-forecast = تعذر إعداد التوقع
refuse-no-history = لا توجد أعداد معاملات بعد، لا للمركز ولا لمراكز لها أيام العمل نفسها. استورد dossiers.csv أو cases.csv أولًا.
refuse-too-far-ahead = تنتهي الأعداد في { $last }، وهذا أبكر من أن يُتوقع حتى { $wanted }. استورد أعدادًا أحدث.
refuse-requirement = تعذر حساب عدد الموظفين اللازم
refuse-requirement-setting = لا ينتج أي عدد من الموظفين عن الإعداد { $setting }. استورد له قيمة أخرى في settings.csv.
refuse-requirement-block = يجب أن تبدأ الفترة { $block } في { $date } قبل أن تنتهي وأن تنتهي بحلول 24:00. صحّحها في blocks.csv واستوردها من جديد.
refuse-requirement-capacity = وقت العمل لـ { $skill } في { $date } ليس عدد دقائق من 0. راجع weekly_minutes في officers.csv والدقائق في shifts.csv.
refuse-requirement-demand = معاملات المجموعة { $group } أو دقائقها في { $date } ليست أعدادًا من 0. راجع groups.csv وdossiers.csv.
refuse-requirement-load = المتوقع لـ { $skill } في { $date } من المعاملات أكثر مما يستطيع أي شباك خدمته. راجع الأعداد في dossiers.csv والدقائق في groups.csv.
refuse-known = تعذّر التسجيل
refuse-known-no-name = أعطه اسمًا يفهمه غيرك، مثل «حملة بطاقات الهوية».
refuse-known-long-name = الاسم أطول من { $count } حرفًا. اكتب اسمًا أقصر.
refuse-known-backwards = اليوم الأخير { $last } يسبق اليوم الأول { $first }. غيّر أحدهما.
refuse-known-too-long = { $count } يومًا أكثر من الحد { $most } للتسجيل الواحد. إن طال الأمر فسجّل تغييرًا دائمًا.
refuse-known-too-far = { $day } يبعد أكثر من أربع سنوات. تحقق من السنة.
refuse-known-percent = النسبة عدد صحيح من 1 إلى 1000؛ و100 تعني يومًا عاديًا.
refuse-known-last = «⁨{ $value }⁩» ليس تاريخًا. اكتبه مثل ⁦2026-12-31⁩ أو اتركه فارغًا.
refuse-known-kind = لا يوجد نوع «⁨{ $value }⁩». اختر من القائمة.
refuse-known-holiday = { $day } عطلة رسمية أو يوم راحة بالتبديل أو يوم إغلاق، ولا يمكن جعله يوم عمل عاديًا ولا فتحًا إضافيًا: من يعمل فيه يُحسب له عمل إضافي في عطلة، ولا يخططه الجدول. سجّل تلك الساعات في ledger.csv بعد ذلك. وإن كنت أنت من سجّل يوم الراحة فاحذف ذلك التسجيل أولًا.
refuse-known-no-hours = ليست للمركز ساعات عمل في { $day }، فلن يخدم أحد. استورد أولًا فترات ذلك اليوم ومناوباته (blocks.csv وshifts.csv)، أو سجّل يوم عمل عاديًا إن كان تعويضًا عن يوم آخر.
refuse-known-no-weekday = يستقبل المركز المواطنين يومًا واحدًا في الأسبوع على الأقل. علّم الأيام التي يفتح فيها.
refuse-known-not-found = لم يعد هذا التسجيل موجودًا. ربما حذفه شخص آخر؛ أعد تحميل الصفحة.
refuse-so-far = تعذّر حساب ما تبقى
refuse-so-far-count = عدد المعاملات المستلمة عدد صحيح من 0، مثل 120.
refuse-so-far-time = اكتب الوقت مثل 15:00.
refuse-no-forecast-day = لا يصل التوقع إلى هذا اليوم
refuse-no-forecast-day-detail = لا يوجد توقع يشمل { $day }. يصل التوقع إلى 62 يومًا بعد آخر الأرقام؛ أعدّ توقعًا جديدًا أو اختر يومًا آخر.
refuse-edit = تعذر تغيير الخلية
refuse-unknown-officer = لا ينتمي { $officer } إلى هذا المركز.
refuse-unknown-shift = المناوبة { $shift } غير موجودة هنا في ذلك اليوم.
refuse-outside-period = لا يقع { $date } ضمن فترة الجدول.
refuse-nothing-to-undo = لم يبق تغيير للتراجع عنه.
refuse-no-cell = لا توجد خلية كهذه
refuse-no-cell-detail = الموظف أو اليوم ليس جزءًا من الجدول. يُرجى فتحها من الجدول.
