<?xml version="1.0" encoding="utf-8"?>
<!-- SPDX-License-Identifier: GPL-3.0-or-later -->
<!DOCTYPE TS>
<TS version="2.1" language="es_ES" sourcelanguage="en">
<context>
    <name>AgentScheduler</name>
    <message>
        <source>The agent stopped on an internal error.</source>
        <translation>El agente se detuvo por un error interno.</translation>
    </message>
    <message>
        <source>It waits for itself.</source>
        <translation>Se espera a sí mismo.</translation>
    </message>
    <message>
        <source>It needs the agent &quot;%1&quot;, which gave no result.</source>
        <translation>Necesita el agente «%1», que no dio ningún resultado.</translation>
    </message>
    <message>
        <source>Cancelled.</source>
        <translation>Cancelado.</translation>
    </message>
    <message>
        <source>It took longer than its time limit of %1 s.</source>
        <translation>Superó su límite de tiempo de %1 s.</translation>
    </message>
</context>
<context>
    <name>Agents</name>
    <message>
        <source>%1, page %2</source>
        <translation>%1, página %2</translation>
    </message>
    <message>
        <source>The language model gave no answer, so the built-in engine did: %1</source>
        <translation>El modelo de lenguaje no dio respuesta, así que respondió el motor integrado: %1</translation>
    </message>
    <message>
        <source>No conversations are kept here.</source>
        <translation>Aquí no se conserva ninguna conversación.</translation>
    </message>
    <message>
        <source>The conversation has no such answer.</source>
        <translation>La conversación no contiene esa respuesta.</translation>
    </message>
    <message>
        <source>its reply holds no text.</source>
        <translation>su respuesta no contiene texto.</translation>
    </message>
    <message>
        <source>its reply says nothing of what was asked.</source>
        <translation>su respuesta no dice nada de lo que se preguntó.</translation>
    </message>
    <message>
        <source>The model&apos;s text was cut off at its greatest length.</source>
        <translation>El texto del modelo se cortó al alcanzar su longitud máxima.</translation>
    </message>
    <message>
        <source>The question or what the answer rests on is never sent to a model: none was asked.</source>
        <translation>La pregunta, o aquello en lo que se apoya la respuesta, no se envía nunca a un modelo: no se consultó ninguno.</translation>
    </message>
    <message>
        <source>Stopped. What was written until then has been checked.</source>
        <translation>Detenido. Lo escrito hasta ese momento se ha comprobado.</translation>
    </message>
    <message>
        <source>Report on %1</source>
        <translation>Informe sobre %1</translation>
    </message>
    <message>
        <source>%1 lacks one of its lists.</source>
        <translation>A %1 le falta una de sus listas.</translation>
    </message>
</context>
<context>
    <name>AlertHtml</name>
    <message>
        <source>Before</source>
        <translation>Antes</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>Ahora</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>Variación</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <translation>%1 a %2</translation>
    </message>
    <message>
        <source>%1 filed %2</source>
        <translation>%1, presentado el %2</translation>
    </message>
    <message>
        <source>Evidence</source>
        <translation>Evidencia</translation>
    </message>
    <message>
        <source>Sources</source>
        <translation>Fuentes</translation>
    </message>
    <message>
        <source>fetched %1</source>
        <translation>obtenido el %1</translation>
    </message>
    <message>
        <source>History</source>
        <translation>Historial</translation>
    </message>
    <message>
        <source>Not sent</source>
        <translation>No enviada</translation>
    </message>
    <message>
        <source>Given up; it isn&apos;t tried again by itself.</source>
        <translation>Abandonada; no se volverá a intentar automáticamente.</translation>
    </message>
    <message>
        <source>Next try: %1.</source>
        <translation>Próximo intento: %1.</translation>
    </message>
    <message>
        <source>the webhook</source>
        <translation>el webhook</translation>
    </message>
    <message>
        <source>To %1: %2</source>
        <translation>Para %1: %2</translation>
    </message>
    <message>
        <source>Send now</source>
        <translation>Enviar ahora</translation>
    </message>
    <message>
        <source>Why it matters</source>
        <translation>Por qué importa</translation>
    </message>
    <message>
        <source>Further news of the same thing</source>
        <translation>Más noticias sobre lo mismo</translation>
    </message>
    <message>
        <source>In detail</source>
        <translation>En detalle</translation>
    </message>
    <message>
        <source>Raised by the monitor “%1”</source>
        <translation>Emitida por el seguimiento «%1»</translation>
    </message>
</context>
<context>
    <name>Alerts</name>
    <message>
        <source>%1 alerts</source>
        <translation>%1 alertas</translation>
    </message>
    <message>
        <source>%1 above</source>
        <translation>%1 por encima de</translation>
    </message>
    <message>
        <source>%1 below</source>
        <translation>%1 por debajo de</translation>
    </message>
    <message>
        <source>%1 for %2 was filed: %3, %4 %5.</source>
        <translation>%1, cifra presentada para %2: %3, %4 %5.</translation>
    </message>
    <message>
        <source>%1 turned negative after %2 in %3.</source>
        <translation>%1: pasa a negativo tras %2 en %3.</translation>
    </message>
    <message>
        <source>%1 turned positive after %2 in %3.</source>
        <translation>%1: pasa a positivo tras %2 en %3.</translation>
    </message>
    <message>
        <source>It is the first change of %1 that the stored filings show.</source>
        <translation>Es la primera variación de %1 que muestran las presentaciones almacenadas.</translation>
    </message>
    <message>
        <source>The direction turned: %1 had been %2 %3.</source>
        <translation>La tendencia se ha invertido: %1 se había situado %2 %3.</translation>
    </message>
    <message>
        <source>The change is larger than the one before: %1 had been %2 %3.</source>
        <translation>La variación es mayor que la anterior: %1 se había situado %2 %3.</translation>
    </message>
    <message>
        <source>The change is smaller than the one before: %1 had been %2 %3.</source>
        <translation>La variación es menor que la anterior: %1 se había situado %2 %3.</translation>
    </message>
    <message>
        <source>%1 for %2 was restated: %3 instead of %4.</source>
        <translation>%1, cifra reexpresada para %2: %3 en lugar de %4.</translation>
    </message>
    <message>
        <source>It fits a split of each share into %1: no change of the business, but values per share of other sources may not be comparable.</source>
        <translation>Es compatible con un desdoblamiento de cada acción en %1: el negocio no cambia, pero los valores por acción de otras fuentes pueden no ser comparables.</translation>
    </message>
    <message>
        <source>What was derived from the value as first filed no longer holds.</source>
        <translation>Lo que se dedujo del valor presentado inicialmente ya no es válido.</translation>
    </message>
    <message>
        <source>%1 rose above your line of %2: %3 in %4 after %5 in %6.</source>
        <translation>%1: sube por encima de su umbral de %2, con %3 en %4 tras %5 en %6.</translation>
    </message>
    <message>
        <source>%1 rose to your line of %2: %3 in %4 after %5 in %6.</source>
        <translation>%1: alcanza su umbral de %2, con %3 en %4 tras %5 en %6.</translation>
    </message>
    <message>
        <source>%1 fell below your line of %2: %3 in %4 after %5 in %6.</source>
        <translation>%1: cae por debajo de su umbral de %2, con %3 en %4 tras %5 en %6.</translation>
    </message>
    <message>
        <source>You drew this line for %1; it is %2 it now.</source>
        <translation>Usted fijó este umbral para %1; el valor está ahora %2 ese umbral.</translation>
    </message>
    <message>
        <source>%1 filed a %2 on %3.</source>
        <translation>%1 presentó un %2 el %3.</translation>
    </message>
    <message>
        <source>%1 filed its %2 for %3 on %4.</source>
        <translation>%1 presentó su %2 de %3 el %4.</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>%1: the score went from %2 to %3.</source>
        <translation>%1: la puntuación pasó de %2 a %3.</translation>
    </message>
    <message>
        <source>It left the interval of %1 to %2 that the evidence of before left open, so the evidence itself has changed.</source>
        <translation>Salió del intervalo de %1 a %2 que dejaba abierto la evidencia anterior, de modo que ha cambiado la propia evidencia.</translation>
    </message>
    <message>
        <source>Its figures are in the store: what rests on earlier ones can be brought up to date.</source>
        <translation>Sus cifras están en el almacén: lo que se apoya en las anteriores puede actualizarse.</translation>
    </message>
    <message>
        <source>A new item names %1: %2</source>
        <translation>Una noticia nueva menciona a %1: %2</translation>
    </message>
    <message>
        <source>%1 new items name %2, first of them %3</source>
        <translation>%1 noticias nuevas mencionan a %2, la primera de ellas %3</translation>
    </message>
    <message>
        <source>It came up after the last check; whether it matters to your question is for you to judge.</source>
        <translation>Surgió después de la última comprobación; si es relevante para su pregunta, debe juzgarlo usted.</translation>
    </message>
    <message>
        <source>The annual report for %1 adds %2 risks, first of them %3</source>
        <translation>El informe anual de %1 añade %2 riesgos, el primero de ellos %3</translation>
    </message>
    <message>
        <source>The annual report for %1 drops %2 risks, first of them %3</source>
        <translation>El informe anual de %1 deja de mencionar %2 riesgos, el primero de ellos %3</translation>
    </message>
    <message>
        <source>The annual report for %1 adds %2 risks and drops %3, first of them %4</source>
        <translation>El informe anual de %1 añade %2 riesgos y deja de mencionar %3, el primero de ellos %4</translation>
    </message>
    <message>
        <source>The annual report for %1 adds a risk: %2</source>
        <translation>El informe anual de %1 añade un riesgo: %2</translation>
    </message>
    <message>
        <source>The annual report for %1 drops a risk: %2</source>
        <translation>El informe anual de %1 deja de mencionar un riesgo: %2</translation>
    </message>
    <message>
        <source>Companies change what they must name as risks when their own view of them has changed.</source>
        <translation>Las empresas cambian los riesgos que deben mencionar cuando ha cambiado su propia visión de ellos.</translation>
    </message>
</context>
<context>
    <name>AnalysisRequest</name>
    <message>
        <source>The priority &quot;%1&quot; is none of high, normal and low.</source>
        <translation>La prioridad «%1» no es high, normal ni low.</translation>
    </message>
    <message>
        <source>The depth &quot;%1&quot; is not known.</source>
        <translation>La profundidad «%1» no se conoce.</translation>
    </message>
    <message>
        <source>Choose quick, standard or deep.</source>
        <translation>Elija quick, standard o deep.</translation>
    </message>
    <message>
        <source>The company&apos;s name is empty.</source>
        <translation>El nombre de la empresa está vacío.</translation>
    </message>
    <message>
        <source>Name the company to analyse.</source>
        <translation>Indique la empresa que se debe analizar.</translation>
    </message>
    <message>
        <source>The company&apos;s name is longer than %1 characters.</source>
        <translation>El nombre de la empresa tiene más de %1 caracteres.</translation>
    </message>
    <message>
        <source>Give its name, ticker or CIK only.</source>
        <translation>Indique solo su nombre, símbolo bursátil o CIK.</translation>
    </message>
    <message>
        <source>A text of the request (industry, question, region or context) is longer than %1 characters.</source>
        <translation>Un texto de la solicitud (sector, pregunta, región o contexto) tiene más de %1 caracteres.</translation>
    </message>
    <message>
        <source>Shorten it.</source>
        <translation>Acórtelo.</translation>
    </message>
    <message>
        <source>The market value must be a positive amount.</source>
        <translation>El valor de mercado debe ser un importe positivo.</translation>
    </message>
    <message>
        <source>Give it in whole units of the reporting currency.</source>
        <translation>Indíquelo en unidades enteras de la moneda de presentación.</translation>
    </message>
    <message>
        <source>A report forecasts at most %1 years.</source>
        <translation>Un informe prevé como máximo %1 años.</translation>
    </message>
    <message>
        <source>Give a number from 1 to %1.</source>
        <translation>Indique un número de 1 a %1.</translation>
    </message>
    <message>
        <source>The weights of recommendations must not be negative, nor all zero.</source>
        <translation>Los pesos de las recomendaciones no pueden ser negativos ni todos cero.</translation>
    </message>
    <message>
        <source>Give, for instance, impact=40,feasibility=25,risk=20,time=15.</source>
        <translation>Indique, por ejemplo, impact=40,feasibility=25,risk=20,time=15.</translation>
    </message>
    <message>
        <source>The framework &quot;%1&quot; is not known.</source>
        <translation>El método «%1» no se conoce.</translation>
    </message>
    <message>
        <source>Choose among %1.</source>
        <translation>Elija entre %1.</translation>
    </message>
    <message>
        <source>No framework is chosen.</source>
        <translation>No se ha elegido ningún método.</translation>
    </message>
    <message>
        <source>Choose at least one of %1.</source>
        <translation>Elija al menos uno de %1.</translation>
    </message>
    <message>
        <source>Growth fades only where something is forecast.</source>
        <translation>El crecimiento solo converge donde se prevé algo.</translation>
    </message>
    <message>
        <source>Say how many years are forecast, from 1 to %1.</source>
        <translation>Indique cuántos años se prevén, de 1 a %1.</translation>
    </message>
</context>
<context>
    <name>AnalysisService</name>
    <message>
        <source>Another preview is still running.</source>
        <translation>Aún hay otra vista previa en curso.</translation>
    </message>
    <message>
        <source>The analysis was cancelled.</source>
        <translation>El análisis se canceló.</translation>
    </message>
    <message>
        <source>Nothing was saved.</source>
        <translation>No se ha guardado nada.</translation>
    </message>
</context>
<context>
    <name>AnchoredGrowth</name>
    <message>
        <source>&quot;%1&quot; is no growth to fade to.</source>
        <translation>«%1» no es un crecimiento hacia el que converger.</translation>
    </message>
    <message>
        <source>Growth of the forecast: %1 a year.</source>
        <translation>Crecimiento de la previsión: %1 al año.</translation>
    </message>
    <message>
        <source>Beside it: %1: %2 (%3)</source>
        <translation>Como comparación: %1: %2 (%3)</translation>
    </message>
    <message>
        <source>As you asked, growth fades to %1 a year over %2 years.</source>
        <translation>Como ha pedido, el crecimiento converge hacia %1 al año a lo largo de %2 años.</translation>
    </message>
    <message>
        <source>On its own past fading would have erred by less: %1 % of the error without it.</source>
        <translation>Con su propio pasado, la convergencia habría dado un error menor: el %1&#xa0;% del error sin ella.</translation>
    </message>
    <message>
        <source>On its own past fading would not have helped: %1 % of the error without it.</source>
        <translation>Con su propio pasado, la convergencia no habría ayudado: el %1&#xa0;% del error sin ella.</translation>
    </message>
    <message>
        <source>On its own past fading to the industry&apos;s rate would have erred by less; ask for it if you believe it.</source>
        <translation>Con su propio pasado, la convergencia hacia la tasa del sector habría dado un error menor; solicítela si le parece plausible.</translation>
    </message>
    <message>
        <source>No growth is published for the industry of %1.</source>
        <translation>No hay ningún crecimiento publicado para el sector de %1.</translation>
    </message>
    <message>
        <source>Give a percentage to fade to.</source>
        <translation>Indique un porcentaje hacia el que converger.</translation>
    </message>
    <message>
        <source>What isn&apos;t above zero has no growth that could fade.</source>
        <translation>Lo que no es superior a cero no tiene un crecimiento que pueda converger.</translation>
    </message>
    <message>
        <source>No growth is published for the country of %1.</source>
        <translation>No hay ningún crecimiento publicado para el país de %1.</translation>
    </message>
    <message>
        <source>Give a percentage from -50% to 50%, such as 4.5%, or industry, gdp or world.</source>
        <translation>Indique un porcentaje de -50&#xa0;% a 50&#xa0;%, p. ej., 4.5%, o bien industry, gdp o world.</translation>
    </message>
</context>
<context>
    <name>AnswerHtml</name>
    <message>
        <source>%1 · cell %2</source>
        <translation>%1 · celda %2</translation>
    </message>
    <message>
        <source>Period</source>
        <translation>Periodo</translation>
    </message>
    <message>
        <source>Exact value</source>
        <translation>Valor exacto</translation>
    </message>
    <message>
        <source>Formula</source>
        <translation>Fórmula</translation>
    </message>
    <message>
        <source>Sources</source>
        <translation>Fuentes</translation>
    </message>
    <message>
        <source>This can&apos;t be answered</source>
        <translation>No se puede responder</translation>
    </message>
    <message>
        <source>What would help:</source>
        <translation>Qué ayudaría:</translation>
    </message>
</context>
<context>
    <name>Ask</name>
    <message>
        <source>what stands before &quot;%1&quot; is not known</source>
        <translation>no se conoce lo que precede a «%1»</translation>
    </message>
    <message>
        <source>what is to be averaged is not clear; define the ratio in the question</source>
        <translation>no está claro qué se debe promediar; defina la ratio en la pregunta</translation>
    </message>
    <message>
        <source>No annual figures are at hand.</source>
        <translation>No hay cifras anuales disponibles.</translation>
    </message>
    <message>
        <source>No figures for %1 are at hand; there are those of %2.</source>
        <translation>No hay cifras de %1 disponibles; las hay de %2.</translation>
    </message>
    <message>
        <source>The report for %1 would settle it.</source>
        <translation>El informe de %1 lo aclararía.</translation>
    </message>
    <message>
        <source>No figures for %1 are at hand, and they are needed beside those of %2.</source>
        <translation>No hay cifras de %1 disponibles, y se necesitan junto a las de %2.</translation>
    </message>
    <message>
        <source>The definition of &quot;%1&quot; was not understood: %2.</source>
        <translation>No se entendió la definición de «%1»: %2.</translation>
    </message>
    <message>
        <source>Write it with numbers, + - * / ^, brackets, &quot;average&quot;, &quot;change in&quot; and names of statement lines.</source>
        <translation>Escríbala con números, + - * / ^, paréntesis, «average», «change in» y nombres de partidas de los estados financieros.</translation>
    </message>
    <message>
        <source>The definition of &quot;%1&quot; rests on itself.</source>
        <translation>La definición de «%1» se apoya en sí misma.</translation>
    </message>
    <message>
        <source>The balance sheet of %1 has no line &quot;%2&quot;; it is left out.</source>
        <translation>El balance de %1 no tiene la partida «%2»; no se tiene en cuenta.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; and &quot;%2&quot; have different units and can&apos;t be added.</source>
        <translation>«%1» y «%2» tienen unidades distintas y no se pueden sumar.</translation>
    </message>
    <message>
        <source>A power of an amount of money has no meaning.</source>
        <translation>Una potencia de un importe monetario no tiene sentido.</translation>
    </message>
    <message>
        <source>The value of %1 is not positive, so a growth from it has no meaning.</source>
        <translation>El valor de %1 no es positivo, por lo que un crecimiento a partir de él no tiene sentido.</translation>
    </message>
    <message>
        <source>The result would be money times money, which has no meaning.</source>
        <translation>El resultado sería dinero por dinero, lo que no tiene sentido.</translation>
    </message>
    <message>
        <source>it is nested too deeply</source>
        <translation>está anidada a demasiada profundidad</translation>
    </message>
    <message>
        <source>a term is missing at its end</source>
        <translation>falta un término al final</translation>
    </message>
    <message>
        <source>&quot;%1&quot; stands where a term is expected</source>
        <translation>«%1» está donde se espera un término</translation>
    </message>
    <message>
        <source>a bracket is not closed</source>
        <translation>hay un paréntesis sin cerrar</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <translation>%1 a %2</translation>
    </message>
    <message>
        <source>Yes</source>
        <translation>Sí</translation>
    </message>
    <message>
        <source>No</source>
        <translation>No</translation>
    </message>
    <message>
        <source>%1 of %2, %3.</source>
        <translation>%1 de %2, %3.</translation>
    </message>
    <message>
        <source>Computed as %1.</source>
        <translation>Calculado como %1.</translation>
    </message>
    <message>
        <source>The first figure alone is answered: ask for one at a time.</source>
        <translation>Solo se responde al primer indicador: pregunte por uno cada vez.</translation>
    </message>
    <message>
        <source>No period was named: this is the latest year at hand.</source>
        <translation>No se indicó ningún periodo: este es el último año disponible.</translation>
    </message>
    <message>
        <source>No annual figures of %1 are at hand.</source>
        <translation>No hay cifras anuales de %1 disponibles.</translation>
    </message>
    <message>
        <source>the company</source>
        <translation>la empresa</translation>
    </message>
    <message>
        <source>The report for %1 would settle it once it is out; what is not yet reported can only be forecast.</source>
        <translation>El informe de %1 lo aclararía cuando se publique; lo que aún no se ha comunicado solo puede preverse.</translation>
    </message>
    <message>
        <source>%1 in %2</source>
        <translation>%1 en %2</translation>
    </message>
    <message>
        <source>The statement at hand has no line &quot;%1&quot;; for that case the question wants 0.</source>
        <translation>El estado disponible no tiene la partida «%1»; para ese caso la pregunta pide 0.</translation>
    </message>
    <message>
        <source>%1 in %2, %3 in %4</source>
        <translation>%1 en %2, %3 en %4</translation>
    </message>
    <message>
        <source>It rose</source>
        <translation>Subió</translation>
    </message>
    <message>
        <source>It fell</source>
        <translation>Bajó</translation>
    </message>
    <message>
        <source>It stayed the same</source>
        <translation>No varió</translation>
    </message>
    <message>
        <source>Whether more of it is better depends on the business.</source>
        <translation>Que más sea mejor depende del negocio.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; and &quot;%2&quot; have different units and can&apos;t be compared.</source>
        <translation>«%1» y «%2» tienen unidades distintas y no se pueden comparar.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is not known for any year asked about.</source>
        <translation>«%1» no se conoce para ninguno de los años consultados.</translation>
    </message>
    <message>
        <source>The annual reports of these years would settle it.</source>
        <translation>Los informes anuales de esos años lo aclararían.</translation>
    </message>
    <message>
        <source>Years compared: %1.</source>
        <translation>Años comparados: %1.</translation>
    </message>
    <message>
        <source>income statement</source>
        <translation>cuenta de resultados</translation>
    </message>
    <message>
        <source>cash flow statement</source>
        <translation>estado de flujos de efectivo</translation>
    </message>
    <message>
        <source>balance sheet</source>
        <translation>balance</translation>
    </message>
    <message>
        <source>financial statements</source>
        <translation>estados financieros</translation>
    </message>
    <message>
        <source>annual report (10-K, 20-F)</source>
        <translation>informe anual (10-K, 20-F)</translation>
    </message>
    <message>
        <source>quarterly report (10-Q)</source>
        <translation>informe trimestral (10-Q)</translation>
    </message>
    <message>
        <source>What is at hand doesn&apos;t give &quot;%1&quot; for %2.</source>
        <translation>Los datos disponibles no incluyen «%1» para %2.</translation>
    </message>
    <message>
        <source>The %1 for %2 with its %3 would settle it.</source>
        <translation>El %1 de %2, con su %3, lo aclararía.</translation>
    </message>
    <message>
        <source>The balance sheet of %1 doesn&apos;t divide assets and liabilities into current and others, as banks&apos; and insurers&apos; don&apos;t.</source>
        <translation>El balance de %1 no divide activos y pasivos en corrientes y no corrientes, como tampoco lo hacen los de bancos y aseguradoras.</translation>
    </message>
    <message>
        <source>Ask for single lines, or for a figure that needs no such division.</source>
        <translation>Pregunte por partidas concretas o por un indicador que no necesite esa división.</translation>
    </message>
    <message>
        <source>The annual report with &quot;%1&quot; for %2, or for the year before where an average or a change is needed, would settle it.</source>
        <translation>El informe anual con «%1» de %2, o el del año anterior si hace falta un promedio o una variación, lo aclararía.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; for %2 is %3.</source>
        <translation>«%1» para %2: %3.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; for %2 is not derivable: %3.</source>
        <translation>«%1» para %2 no se puede deducir: %3.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is a figure of whole years.</source>
        <translation>«%1» es un indicador de años completos.</translation>
    </message>
    <message>
        <source>Ask for a fiscal year, or define the figure in the question.</source>
        <translation>Pregunte por un ejercicio o defina el indicador en la pregunta.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is taken for the company&apos;s name.</source>
        <translation>«%1» se toma como nombre de la empresa.</translation>
    </message>
    <message>
        <source>What is at hand doesn&apos;t split &quot;%1&quot; for %2 that way.</source>
        <translation>Los datos disponibles no desglosan así «%1» para %2.</translation>
    </message>
    <message>
        <source>The 10-K for %1 in inline XBRL (HTML) with its segment note would settle it.</source>
        <translation>El 10-K de %1 en inline XBRL (HTML), con su nota de segmentos, lo aclararía.</translation>
    </message>
    <message>
        <source>The others: %1.</source>
        <translation>Los demás: %1.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; may be one of several parts of &quot;%2&quot;: %3.</source>
        <translation>«%1» puede ser una de varias partes de «%2»: %3.</translation>
    </message>
    <message>
        <source>Ask for one of them by its full name.</source>
        <translation>Pregunte por una de ellas con su nombre completo.</translation>
    </message>
    <message>
        <source>The word &quot;%1&quot; may change what is meant by &quot;%2&quot;, and no figure at hand is of it.</source>
        <translation>La palabra «%1» puede cambiar lo que se entiende por «%2», y no hay ninguna cifra disponible al respecto.</translation>
    </message>
    <message>
        <source>The parts at hand are called: %1.</source>
        <translation>Las partes disponibles se llaman: %1.</translation>
    </message>
    <message>
        <source>Ask without &quot;%1&quot; for the company as a whole, or add the report that gives it by part.</source>
        <translation>Pregunte sin «%1» por el conjunto de la empresa o añada el informe que da la cifra por partes.</translation>
    </message>
    <message>
        <source>%1: %2 of %3.</source>
        <translation>%1: %2 de %3.</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 de %2</translation>
    </message>
    <message>
        <source>For &quot;%1&quot; alone: %2</source>
        <translation>Para «%1» solo: %2</translation>
    </message>
    <message>
        <source>%1, page %2</source>
        <translation>%1, página %2</translation>
    </message>
    <message>
        <source>A document that speaks of it would: an annual report, a presentation, notes.</source>
        <translation>Lo aclararía un documento que trate de ello: un informe anual, una presentación, unas notas.</translation>
    </message>
    <message>
        <source>No figure answers this question, and no document was given to quote from.</source>
        <translation>Ninguna cifra responde a esta pregunta, y no se indicó ningún documento del que citar.</translation>
    </message>
    <message>
        <source>No passage of the documents at hand speaks of it.</source>
        <translation>Ningún pasaje de los documentos disponibles trata de ello.</translation>
    </message>
    <message>
        <source>Passages that fit the question best, quoted word for word.</source>
        <translation>Pasajes que mejor se ajustan a la pregunta, citados literalmente.</translation>
    </message>
    <message>
        <source>The question is empty.</source>
        <translation>La pregunta está vacía.</translation>
    </message>
    <message>
        <source>Ask for a figure and a year, e.g. &quot;What was the FY2021 gross margin?&quot;</source>
        <translation>Pregunte por un indicador y un año, p. ej., «What was the FY2021 gross margin?»</translation>
    </message>
    <message>
        <source>The question was not understood: %1.</source>
        <translation>No se entendió la pregunta: %1.</translation>
    </message>
    <message>
        <source>The question is about %1, and what is at hand is of %2.</source>
        <translation>La pregunta trata de %1, y los datos disponibles son de %2.</translation>
    </message>
    <message>
        <source>A report of %1 would settle it.</source>
        <translation>Un informe de %1 lo aclararía.</translation>
    </message>
    <message>
        <source>The question is about the future, which no report gives.</source>
        <translation>La pregunta se refiere al futuro, del que ningún informe da cuenta.</translation>
    </message>
    <message>
        <source>A forecast may help; reported figures can be asked for by year.</source>
        <translation>Una previsión puede ayudar; las cifras comunicadas pueden consultarse por año.</translation>
    </message>
    <message>
        <source>Adjusted figures are the company&apos;s own measures; they are not in its statements.</source>
        <translation>Las cifras ajustadas son medidas propias de la empresa; no figuran en sus estados financieros.</translation>
    </message>
    <message>
        <source>Define in the question how it is computed, or add the release that reconciles it.</source>
        <translation>Defina en la pregunta cómo se calcula o añada el comunicado que la concilia.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is not known there</source>
        <translation>«%1» no se conoce ahí</translation>
    </message>
    <message>
        <source>whose share is asked for is not clear</source>
        <translation>no está claro de quién es la participación por la que se pregunta</translation>
    </message>
    <message>
        <source>it is longer than %1 characters</source>
        <translation>tiene más de %1 caracteres</translation>
    </message>
    <message>
        <source>it is neither a line nor a figure</source>
        <translation>no es ni una partida ni un indicador</translation>
    </message>
    <message>
        <source>the list is empty</source>
        <translation>la lista está vacía</translation>
    </message>
    <message>
        <source>Questions are understood in English and German.</source>
        <translation>Las preguntas se entienden en inglés y alemán.</translation>
    </message>
</context>
<context>
    <name>BudgetKeeper</name>
    <message>
        <source>Nothing was sent. Raise the budget in the settings, or work on without a model.</source>
        <translation>No se envió nada. Aumente el presupuesto en los ajustes o siga trabajando sin modelo.</translation>
    </message>
    <message>
        <source>The call could pass the budget for %1.</source>
        <translation>La llamada podría superar el presupuesto para %1.</translation>
    </message>
    <message>
        <source>this report</source>
        <translation>este informe</translation>
    </message>
    <message>
        <source>today</source>
        <translation>hoy</translation>
    </message>
    <message>
        <source>this engagement</source>
        <translation>este proyecto</translation>
    </message>
    <message>
        <source>There is a budget for %1, but the price of the model isn&apos;t known.</source>
        <translation>Hay un presupuesto para %1, pero no se conoce el precio del modelo.</translation>
    </message>
</context>
<context>
    <name>CacheManager</name>
    <message>
        <source>The cache&apos;s figures could not be recorded.</source>
        <translation>No se pudieron registrar las cifras de la caché.</translation>
    </message>
    <message>
        <source>Cancelled.</source>
        <translation>Cancelado.</translation>
    </message>
    <message>
        <source>The computation stopped on an internal error.</source>
        <translation>El cálculo se detuvo por un error interno.</translation>
    </message>
    <message>
        <source>The computation took longer than its time limit.</source>
        <translation>El cálculo superó su límite de tiempo.</translation>
    </message>
    <message>
        <source>It goes on; try again later.</source>
        <translation>Sigue en curso; vuelva a intentarlo más tarde.</translation>
    </message>
    <message>
        <source>The cache holds a value of another kind.</source>
        <translation>La caché contiene un valor de otro tipo.</translation>
    </message>
</context>
<context>
    <name>ChartTable</name>
    <message>
        <source>highest %1 at %2, lowest %3 at %4</source>
        <translation>máximo %1 en %2, mínimo %3 en %4</translation>
    </message>
    <message>
        <source>%1: no values</source>
        <translation>%1: sin valores</translation>
    </message>
    <message>
        <source>%1: %2 at %3</source>
        <translation>%1: %2 en %3</translation>
    </message>
    <message>
        <source>from %1 at %2</source>
        <translation>desde %1 en %2</translation>
    </message>
    <message>
        <source>rising</source>
        <translation>al alza</translation>
    </message>
    <message>
        <source>falling</source>
        <translation>a la baja</translation>
    </message>
    <message>
        <source>without a trend</source>
        <translation>sin tendencia</translation>
    </message>
    <message numerus="yes">
        <source>%n value(s) missing</source>
        <translation>
            <numerusform>falta %n valor</numerusform>
            <numerusform>faltan %n valores</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Check</name>
    <message>
        <source>No annual figures are at hand.</source>
        <translation>No hay cifras anuales disponibles.</translation>
    </message>
    <message>
        <source>No figures for %1 are at hand; there are those of %2.</source>
        <translation>No hay cifras de %1 disponibles; las hay de %2.</translation>
    </message>
    <message>
        <source>No facts of %1 are at hand.</source>
        <translation>No hay datos de %1 disponibles.</translation>
    </message>
    <message>
        <source>No period is named; it is the value for %1.</source>
        <translation>No se indica ningún periodo; es el valor de %1.</translation>
    </message>
    <message>
        <source>The filings give it under another name. %1</source>
        <translation>Las presentaciones regulatorias lo dan con otro nombre. %1</translation>
    </message>
    <message>
        <source>It isn&apos;t said what this is a percentage of.</source>
        <translation>No se dice de qué es este porcentaje.</translation>
    </message>
    <message>
        <source>%1 of %2, %3: %4, which is %5 of its value.</source>
        <translation>%1 de %2, %3: %4, lo que supone %5 de su valor.</translation>
    </message>
    <message>
        <source>No fact at hand tells of &quot;%1&quot;.</source>
        <translation>Ningún dato disponible habla de «%1».</translation>
    </message>
    <message>
        <source>It isn&apos;t said of which company; --company names one.</source>
        <translation>No se dice de qué empresa; --company indica una.</translation>
    </message>
    <message>
        <source>It isn&apos;t said of which figure of the statements this is.</source>
        <translation>No se dice de qué cifra de los estados financieros se trata.</translation>
    </message>
    <message>
        <source>%1 of %2, %3: %4</source>
        <translation>%1 de %2, %3: %4</translation>
    </message>
    <message>
        <source>It isn&apos;t said whether it rose or fell.</source>
        <translation>No se dice si subió o bajó.</translation>
    </message>
    <message>
        <source>It is no amount of money.</source>
        <translation>No es un importe monetario.</translation>
    </message>
    <message>
        <source>The currency is %1.</source>
        <translation>La moneda es %1.</translation>
    </message>
    <message>
        <source>It is a total, not an amount per share.</source>
        <translation>Es un total, no un importe por acción.</translation>
    </message>
    <message>
        <source>As first reported (%1, filed %2); since restated to %3.</source>
        <translation>Según lo comunicado inicialmente (%1, presentado el %2); desde entonces reexpresado a %3.</translation>
    </message>
    <message>
        <source>It is no percentage.</source>
        <translation>No es un porcentaje.</translation>
    </message>
    <message>
        <source>An amount grows by percent, not by percentage points.</source>
        <translation>Un importe crece en porcentaje, no en puntos porcentuales.</translation>
    </message>
    <message>
        <source>The unit is another one.</source>
        <translation>La unidad es otra.</translation>
    </message>
    <message>
        <source>It fell.</source>
        <translation>Bajó.</translation>
    </message>
    <message>
        <source>It rose.</source>
        <translation>Subió.</translation>
    </message>
    <message>
        <source>The sign is the other one.</source>
        <translation>El signo es el contrario.</translation>
    </message>
    <message>
        <source>The scale word is wrong.</source>
        <translation>El orden de magnitud es incorrecto.</translation>
    </message>
    <message>
        <source>%1 in %2, %3 in %4: it moved the other way.</source>
        <translation>%1 en %2, %3 en %4: fue en sentido contrario.</translation>
    </message>
    <message>
        <source>The comparison is false: %1 against %2.</source>
        <translation>La comparación es falsa: %1 frente a %2.</translation>
    </message>
    <message>
        <source>%1 in %2, %3 in %4: it is no record.</source>
        <translation>%1 en %2, %3 en %4: no es un récord.</translation>
    </message>
    <message>
        <source>Facts of statements count no employees.</source>
        <translation>Los datos de los estados financieros no cuentan empleados.</translation>
    </message>
    <message>
        <source>No fact at hand gives it for &quot;%1&quot; alone.</source>
        <translation>Ningún dato disponible lo da para «%1» solo.</translation>
    </message>
    <message>
        <source>It is said of what may be, not of what was.</source>
        <translation>Se dice de lo que puede ser, no de lo que fue.</translation>
    </message>
    <message>
        <source>It is measured against what no statement gives.</source>
        <translation>Se mide respecto de algo que no figura en ningún estado financiero.</translation>
    </message>
    <message>
        <source>It isn&apos;t said over which years this is a year&apos;s average.</source>
        <translation>No se dice de qué años es este promedio anual.</translation>
    </message>
    <message>
        <source>it is neither a line nor a figure</source>
        <translation>no es ni una partida ni un indicador</translation>
    </message>
    <message>
        <source>no such cue is known</source>
        <translation>no se conoce esa palabra clave</translation>
    </message>
</context>
<context>
    <name>Cli</name>
    <message>
        <source>given up</source>
        <translation>abandonado</translation>
    </message>
    <message>
        <source>Nothing with the id &quot;%1&quot; waits to be sent.</source>
        <translation>Nada con el identificador «%1» espera a ser enviado.</translation>
    </message>
    <message>
        <source>Nothing waits to be sent.</source>
        <translation>Nada espera a ser enviado.</translation>
    </message>
    <message>
        <source>%1 not sent to %2: %3 Next try: %4</source>
        <translation>%1 no enviado a %2: %3 Próximo intento: %4</translation>
    </message>
    <message>
        <source>%1 sent to %2</source>
        <translation>%1 enviado a %2</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no time such as 2026-03-31 or 2026-03-31T08:00Z.</source>
        <translation>«%1» no es una fecha u hora como 2026-03-31 o 2026-03-31T08:00Z.</translation>
    </message>
    <message>
        <source>--state is open, snoozed, dismissed or all.</source>
        <translation>--state es open, snoozed, dismissed o all.</translation>
    </message>
    <message>
        <source>No alert matches.</source>
        <translation>Ninguna alerta coincide.</translation>
    </message>
    <message>
        <source>Written: %1</source>
        <translation>Escrito: %1</translation>
    </message>
    <message>
        <source>list, show and settle what monitors found</source>
        <translation>listar, mostrar y cerrar lo que encontraron los seguimientos</translation>
    </message>
    <message>
        <source>list: open (the default), snoozed, dismissed or all.</source>
        <translation>list: open (por defecto), snoozed, dismissed o all.</translation>
    </message>
    <message>
        <source>list: of this monitor alone.</source>
        <translation>list: solo de este seguimiento.</translation>
    </message>
    <message>
        <source>list: of this company alone.</source>
        <translation>list: solo de esta empresa.</translation>
    </message>
    <message>
        <source>snooze: until when.</source>
        <translation>snooze: hasta cuándo.</translation>
    </message>
    <message>
        <source>snooze: how long, such as 4h, 3d or 2w (1w).</source>
        <translation>snooze: cuánto tiempo, p. ej., 4h, 3d o 2w (por defecto, 1w).</translation>
    </message>
    <message>
        <source>digest: where its period begins (seven days before its end).</source>
        <translation>digest: dónde empieza su periodo (por defecto, siete días antes de su fin).</translation>
    </message>
    <message>
        <source>digest: where it ends (now).</source>
        <translation>digest: dónde termina (por defecto, ahora).</translation>
    </message>
    <message>
        <source>digest: the file to write.</source>
        <translation>digest: el archivo que se debe escribir.</translation>
    </message>
    <message>
        <source>text (the default) or json; digest: md (the default), html or json.</source>
        <translation>text (por defecto) o json; digest: md (por defecto), html o json.</translation>
    </message>
    <message>
        <source>What to do (list); the first characters of an id will do.</source>
        <translation>Qué hacer (por defecto, list); bastan los primeros caracteres de un identificador.</translation>
    </message>
    <message>
        <source>consultantos-cli alerts [list] | show ID | snooze ID… | dismiss ID… | reopen ID… | digest | unsent | resend [ID…] | discard ID…</source>
        <translation>consultantos-cli alerts [list] | show ID | snooze ID… | dismiss ID… | reopen ID… | digest | unsent | resend [ID…] | discard ID…</translation>
    </message>
    <message>
        <source>Alerts can&apos;t be &quot;%1&quot;.</source>
        <translation>alerts no admite «%1».</translation>
    </message>
    <message>
        <source>alerts %1 has the wrong number of arguments.</source>
        <translation>alerts %1 tiene un número de argumentos incorrecto.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no weight of a recommendation.</source>
        <translation>«%1» no es un peso de una recomendación.</translation>
    </message>
    <message>
        <source>Write, for instance, impact=40,feasibility=25,risk=20,time=15.</source>
        <translation>Escriba, por ejemplo, impact=40,feasibility=25,risk=20,time=15.</translation>
    </message>
    <message>
        <source>Interrupted.</source>
        <translation>Interrumpido.</translation>
    </message>
    <message>
        <source>No report was made.</source>
        <translation>No se elaboró ningún informe.</translation>
    </message>
    <message numerus="yes">
        <source>%n report(s) were made before it.</source>
        <translation>
            <numerusform>Antes se elaboró %n informe.</numerusform>
            <numerusform>Antes se elaboraron %n informes.</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 of %2 companies analysed in %3 s</source>
        <translation>%1 de %2 empresas analizadas en %3 s</translation>
    </message>
    <message>
        <source>%1: from the cache (%2, computed %3 ago); --refresh computes it anew</source>
        <translation>%1: de la caché (%2, calculado hace %3); --refresh lo calcula de nuevo</translation>
    </message>
    <message>
        <source>The report of %1 is partial.</source>
        <translation>El informe de %1 es parcial.</translation>
    </message>
    <message>
        <source>%1: written to %2</source>
        <translation>%1: escrito en %2</translation>
    </message>
    <message>
        <source>The report is not in the library: %1</source>
        <translation>El informe no está en la biblioteca: %1</translation>
    </message>
    <message>
        <source>analyse one or several companies</source>
        <translation>analizar una o varias empresas</translation>
    </message>
    <message>
        <source>Industry, if it is not the company&apos;s own.</source>
        <translation>Sector, si no es el de la propia empresa.</translation>
    </message>
    <message>
        <source>Comma-separated, among %1, your own, or all.</source>
        <translation>Separados por comas, de entre %1, los suyos propios o all.</translation>
    </message>
    <message>
        <source>Kind of report: board_memo, due_diligence, market_entry, one_pager or one of your own; it chooses frameworks, depth and layout unless you do.</source>
        <translation>Tipo de informe: board_memo, due_diligence, market_entry, one_pager o uno propio; elige métodos, profundidad y disposición salvo que lo haga usted.</translation>
    </message>
    <message>
        <source>How much each criterion counts when options are ranked, for instance impact=40,feasibility=25,risk=20,time=15.</source>
        <translation>Cuánto cuenta cada criterio al ordenar las opciones, por ejemplo, impact=40,feasibility=25,risk=20,time=15.</translation>
    </message>
    <message>
        <source>quick, standard (the default) or deep.</source>
        <translation>quick, standard (por defecto) o deep.</translation>
    </message>
    <message>
        <source>The question that the report shall answer.</source>
        <translation>La pregunta que debe responder el informe.</translation>
    </message>
    <message>
        <source>Country or region to look at.</source>
        <translation>País o región que se debe examinar.</translation>
    </message>
    <message>
        <source>What you know and the figures don&apos;t; quoted as yours.</source>
        <translation>Lo que usted sabe y las cifras no; se cita como suyo.</translation>
    </message>
    <message>
        <source>Import this facts file first; may be repeated.</source>
        <translation>Importar primero este archivo de datos; puede repetirse.</translation>
    </message>
    <message>
        <source>Import this document first, of any format; may be repeated.</source>
        <translation>Importar primero este documento, de cualquier formato; puede repetirse.</translation>
    </message>
    <message>
        <source>Market value of equity in the reporting currency, for Altman&apos;s Z.</source>
        <translation>Valor de mercado del patrimonio neto en la moneda de presentación, para la Z de Altman.</translation>
    </message>
    <message>
        <source>Forecast the company&apos;s main figures, with intervals.</source>
        <translation>Prever las principales cifras de la empresa, con intervalos.</translation>
    </message>
    <message>
        <source>How many fiscal years are forecast, %1 if not said; implies --forecast.</source>
        <translation>Cuántos ejercicios se prevén, %1 si no se indica; implica --forecast.</translation>
    </message>
    <message>
        <source>json (the default), md, html, pdf, docx, xlsx, pptx or sealed.</source>
        <translation>json (por defecto), md, html, pdf, docx, xlsx, pptx o sealed.</translation>
    </message>
    <message>
        <source>Sign a sealed report with this Ed25519 private key (PEM).</source>
        <translation>Firmar un informe sellado con esta clave privada Ed25519 (PEM).</translation>
    </message>
    <message>
        <source>File to write, or folder; with several companies a folder.</source>
        <translation>Archivo o carpeta de destino; con varias empresas, una carpeta.</translation>
    </message>
    <message>
        <source>Print what the language model would be asked, and send nothing.</source>
        <translation>Mostrar lo que se preguntaría al modelo de lenguaje, sin enviar nada.</translation>
    </message>
    <message>
        <source>Print for each agent what asking the language model would come to, as a range, and send nothing; with --format json as JSON.</source>
        <translation>Mostrar para cada agente cuánto supondría consultar al modelo de lenguaje, como rango, sin enviar nada; con --format json, como JSON.</translation>
    </message>
    <message>
        <source>Compute everything, read and keep nothing in the cache.</source>
        <translation>Calcular todo; no leer ni conservar nada en la caché.</translation>
    </message>
    <message>
        <source>Compute everything anew and keep it in the cache.</source>
        <translation>Calcular todo de nuevo y conservarlo en la caché.</translation>
    </message>
    <message>
        <source>Don&apos;t keep the report in the library.</source>
        <translation>No conservar el informe en la biblioteca.</translation>
    </message>
    <message>
        <source>Have a team&apos;s workers do it, by the queue in Redis.</source>
        <translation>Hacer que lo realicen los procesos de trabajo de un equipo, mediante la cola en Redis.</translation>
    </message>
    <message>
        <source>Name, ticker or CIK.</source>
        <translation>Nombre, símbolo bursátil o CIK.</translation>
    </message>
    <message>
        <source>No company is named.</source>
        <translation>No se ha indicado ninguna empresa.</translation>
    </message>
    <message>
        <source>consultantos-cli analyze COMPANY...</source>
        <translation>consultantos-cli analyze COMPANY...</translation>
    </message>
    <message>
        <source>--queue doesn&apos;t go with --%1.</source>
        <translation>--queue no es compatible con --%1.</translation>
    </message>
    <message>
        <source>That is for analyses of this program itself.</source>
        <translation>Eso es solo para los análisis que hace este propio programa.</translation>
    </message>
    <message>
        <source>%1, page %2, %3</source>
        <translation>%1, página %2, %3</translation>
    </message>
    <message>
        <source>%1 filed %2 (%3)</source>
        <translation>%1, presentado el %2 (%3)</translation>
    </message>
    <message>
        <source>Not answerable: %1</source>
        <translation>No se puede responder: %1</translation>
    </message>
    <message>
        <source>From an earlier answer to this question, %1 ago.</source>
        <translation>De una respuesta anterior a esta pregunta, hace %1.</translation>
    </message>
    <message>
        <source>From an earlier question, %1 ago: %2</source>
        <translation>De una pregunta anterior, hace %1: %2</translation>
    </message>
    <message>
        <source>Is it wrong? consultantos-cli ask --wrong --conversation %1</source>
        <translation>¿Es incorrecta? consultantos-cli ask --wrong --conversation %1</translation>
    </message>
    <message>
        <source>Understood as: %1</source>
        <translation>Entendido como: %1</translation>
    </message>
    <message>
        <source>The files are of several companies: %1 and %2.</source>
        <translation>Los archivos son de varias empresas: %1 y %2.</translation>
    </message>
    <message>
        <source>Ask of one company at a time.</source>
        <translation>Pregunte por una empresa cada vez.</translation>
    </message>
    <message>
        <source>answer a question from facts or documents</source>
        <translation>responder a una pregunta a partir de datos o documentos</translation>
    </message>
    <message>
        <source>Ask of this company: name, ticker or CIK. Without it, of the one that the question names.</source>
        <translation>Preguntar por esta empresa: nombre, símbolo bursátil o CIK. Si se omite, por la que nombra la pregunta.</translation>
    </message>
    <message>
        <source>Answer from this document alone; may be given several times.</source>
        <translation>Responder solo a partir de este documento; puede indicarse varias veces.</translation>
    </message>
    <message>
        <source>Ask within this conversation; the first characters of its id will do. Without it, a new one begins.</source>
        <translation>Preguntar dentro de esta conversación; bastan los primeros caracteres de su identificador. Si se omite, empieza una nueva.</translation>
    </message>
    <message>
        <source>The last answer of --conversation was wrong: forget the language model&apos;s kept reply, and ask the same anew. Without a QUESTION.</source>
        <translation>La última respuesta de --conversation era incorrecta: olvidar la respuesta conservada del modelo de lenguaje y volver a preguntar lo mismo. Sin QUESTION.</translation>
    </message>
    <message>
        <source>text (the default) or json.</source>
        <translation>text (por defecto) o json.</translation>
    </message>
    <message>
        <source>E.g. &quot;What was Tesla&apos;s FY2021 gross margin in percent?&quot;</source>
        <translation>P. ej., «What was Tesla&apos;s FY2021 gross margin in percent?»</translation>
    </message>
    <message>
        <source>Which answer was wrong? Name its conversation, and no question: the one before is asked again.</source>
        <translation>¿Qué respuesta era incorrecta? Indique su conversación y ninguna pregunta: se vuelve a hacer la anterior.</translation>
    </message>
    <message>
        <source>consultantos-cli ask --wrong --conversation ID</source>
        <translation>consultantos-cli ask --wrong --conversation ID</translation>
    </message>
    <message>
        <source>Ask one question, in quotation marks.</source>
        <translation>Haga una sola pregunta, entre comillas.</translation>
    </message>
    <message>
        <source>consultantos-cli ask QUESTION</source>
        <translation>consultantos-cli ask QUESTION</translation>
    </message>
    <message>
        <source>The conversation has no answer yet.</source>
        <translation>La conversación aún no tiene ninguna respuesta.</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Fecha y hora</translation>
    </message>
    <message>
        <source>User</source>
        <translation>Usuario</translation>
    </message>
    <message>
        <source>Action</source>
        <translation>Acción</translation>
    </message>
    <message>
        <source>Object</source>
        <translation>Objeto</translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation>Resultado</translation>
    </message>
    <message>
        <source>From</source>
        <translation>Origen</translation>
    </message>
    <message>
        <source>show who did what</source>
        <translation>mostrar quién hizo qué</translation>
    </message>
    <message>
        <source>What this user did alone.</source>
        <translation>Solo lo que hizo este usuario.</translation>
    </message>
    <message>
        <source>How many entries (100).</source>
        <translation>Cuántas entradas (100).</translation>
    </message>
    <message>
        <source>The default.</source>
        <translation>El valor por defecto.</translation>
    </message>
    <message>
        <source>audit takes no argument but list.</source>
        <translation>audit no admite más argumento que list.</translation>
    </message>
    <message>
        <source>--%1 must be a number from %2 to %3.</source>
        <translation>--%1 debe ser un número de %2 a %3.</translation>
    </message>
    <message>
        <source>consultantos-cli backup FILE, or backup --rotate FOLDER</source>
        <translation>consultantos-cli backup FILE, o backup --rotate FOLDER</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no number of backups.</source>
        <translation>«%1» no es un número de copias de seguridad.</translation>
    </message>
    <message>
        <source>Allowed is a whole number from 0 to %1.</source>
        <translation>Se admite un número entero de 0 a %1.</translation>
    </message>
    <message>
        <source>The stores are on a PostgreSQL server; nothing was backed up.</source>
        <translation>Los almacenes están en un servidor PostgreSQL; no se hizo ninguna copia de seguridad.</translation>
    </message>
    <message>
        <source>By its tables&apos; owner: pg_dump -Fc %1-d %2 -f team.dump; one engagement alone: -n &apos;ID_*&apos;, the schemas common to all: -n consultantos; the files of a folder: --store &quot;&quot;.</source>
        <translation>Por el propietario de sus tablas: pg_dump -Fc %1-d %2 -f team.dump; un solo proyecto: -n &apos;ID_*&apos;, los esquemas comunes a todos: -n consultantos; los archivos de una carpeta: --store &quot;&quot;.</translation>
    </message>
    <message>
        <source>%1: %2, %3 of data.</source>
        <translation>%1: %2, %3 de datos.</translation>
    </message>
    <message>
        <source>Earlier backups removed: %1.</source>
        <translation>Copias de seguridad anteriores eliminadas: %1.</translation>
    </message>
    <message>
        <source>Left out, as they hold a password: %1.</source>
        <translation>Omitidos por contener una contraseña: %1.</translation>
    </message>
    <message>
        <source>Documents deleted meanwhile, and left out: %1.</source>
        <translation>Documentos eliminados entretanto y omitidos: %1.</translation>
    </message>
    <message>
        <source>back up the data folder while it is in use</source>
        <translation>hacer una copia de seguridad de la carpeta de datos mientras está en uso</translation>
    </message>
    <message>
        <source>The archive to be written.</source>
        <translation>El archivo comprimido que se debe escribir.</translation>
    </message>
    <message>
        <source>Write it into this folder, named by its time, and delete those that the rotation lets go.</source>
        <translation>Escribirla en esta carpeta, con su fecha y hora como nombre, y eliminar las que la rotación descarta.</translation>
    </message>
    <message>
        <source>Of how many days the rotation keeps the newest backup.</source>
        <translation>De cuántos días conserva la rotación la copia más reciente.</translation>
    </message>
    <message>
        <source>Of how many weeks, likewise.</source>
        <translation>De cuántas semanas, del mismo modo.</translation>
    </message>
    <message>
        <source>Of how many months, likewise.</source>
        <translation>De cuántos meses, del mismo modo.</translation>
    </message>
    <message>
        <source>Encrypt it by the password in this file&apos;s first line.</source>
        <translation>Cifrarla con la contraseña de la primera línea de este archivo.</translation>
    </message>
    <message>
        <source>backup takes one file, or --rotate a folder.</source>
        <translation>backup admite un archivo o, con --rotate, una carpeta.</translation>
    </message>
    <message>
        <source>A backup is of the whole data folder; nothing was done.</source>
        <translation>Una copia de seguridad abarca toda la carpeta de datos; no se hizo nada.</translation>
    </message>
    <message>
        <source>For one engagement: consultantos-cli engagement export.</source>
        <translation>Para un solo proyecto: consultantos-cli engagement export.</translation>
    </message>
    <message>
        <source>consultantos-cli cache stats | clear [--kind K] [--company C] | warm [COMPANY…] | verify | wrong ID | explain --pairs FILE</source>
        <translation>consultantos-cli cache stats | clear [--kind K] [--company C] | warm [COMPANY…] | verify | wrong ID | explain --pairs FILE</translation>
    </message>
    <message>
        <source>Cleared. What is needed again is computed anew.</source>
        <translation>Vaciada. Lo que vuelva a hacer falta se calculará de nuevo.</translation>
    </message>
    <message>
        <source>The library has no report yet: name the companies.</source>
        <translation>La biblioteca aún no tiene informes: indique las empresas.</translation>
    </message>
    <message>
        <source>%1: computed and kept</source>
        <translation>%1: calculado y conservado</translation>
    </message>
    <message>
        <source>%1: was there already</source>
        <translation>%1: ya estaba</translation>
    </message>
    <message>
        <source>No report or conversation has the id &quot;%1&quot;.</source>
        <translation>Ningún informe ni conversación tiene el identificador «%1».</translation>
    </message>
    <message>
        <source>&quot;library list&quot; and &quot;conversations list&quot; show them.</source>
        <translation>«library list» y «conversations list» los muestran.</translation>
    </message>
    <message>
        <source>No reply of a language model is kept of it.</source>
        <translation>No se conserva de ello ninguna respuesta de un modelo de lenguaje.</translation>
    </message>
    <message>
        <source>There is no cache on disk.</source>
        <translation>No hay caché en el disco.</translation>
    </message>
    <message>
        <source>show, empty, fill and check the cache</source>
        <translation>mostrar, vaciar, llenar y comprobar la caché</translation>
    </message>
    <message>
        <source>stats: text (the default) or json; explain: text or csv.</source>
        <translation>stats: text (por defecto) o json; explain: text o csv.</translation>
    </message>
    <message>
        <source>clear: only this kind: analysis, agent, document, search or model_reply.</source>
        <translation>clear: solo este tipo: analysis, agent, document, search o model_reply.</translation>
    </message>
    <message>
        <source>clear: only what was made for this company.</source>
        <translation>clear: solo lo elaborado para esta empresa.</translation>
    </message>
    <message>
        <source>explain: a CSV file with the columns a and b, a pair of prompts a row; - reads standard input.</source>
        <translation>explain: un archivo CSV con las columnas a y b, un par de consultas por fila; - lee la entrada estándar.</translation>
    </message>
    <message>
        <source>stats, clear, warm (the library&apos;s companies, or those named), verify (of the entries on disk), wrong (forgets what a language model wrote for the report or conversation with this ID) or explain (whether one prompt&apos;s reply would be given to another).</source>
        <translation>stats, clear, warm (las empresas de la biblioteca o las indicadas), verify (de las entradas en disco), wrong (olvida lo que un modelo de lenguaje escribió para el informe o la conversación con este ID) o explain (si la respuesta a una consulta se daría también a otra).</translation>
    </message>
    <message>
        <source>What shall be done with the cache?</source>
        <translation>¿Qué se debe hacer con la caché?</translation>
    </message>
    <message>
        <source>The cache can&apos;t &quot;%1&quot;.</source>
        <translation>La caché no admite «%1».</translation>
    </message>
    <message>
        <source>What was wrong? Name one report or conversation by its id.</source>
        <translation>¿Qué era incorrecto? Indique un informe o una conversación por su identificador.</translation>
    </message>
    <message>
        <source>cache %1 takes no argument.</source>
        <translation>cache %1 no admite argumentos.</translation>
    </message>
    <message>
        <source>The cache keeps nothing of the kind &quot;%1&quot;.</source>
        <translation>La caché no conserva nada del tipo «%1».</translation>
    </message>
    <message>
        <source>Kinds are %1.</source>
        <translation>Los tipos son %1.</translation>
    </message>
    <message>
        <source>--company names no company.</source>
        <translation>--company no indica ninguna empresa.</translation>
    </message>
    <message>
        <source>Which pairs of prompts? Name their file by --pairs.</source>
        <translation>¿Qué pares de consultas? Indique su archivo con --pairs.</translation>
    </message>
    <message>
        <source>%1 can&apos;t be read: %2.</source>
        <translation>No se puede leer %1: %2.</translation>
    </message>
    <message>
        <source>Name a CSV file with the columns a and b.</source>
        <translation>Indique un archivo CSV con las columnas a y b.</translation>
    </message>
    <message>
        <source>%1 is larger than 256 MB; nothing was compared.</source>
        <translation>%1 supera los 256 MB; no se comparó nada.</translation>
    </message>
    <message>
        <source>%1 has no columns a and b; nothing was compared.</source>
        <translation>%1 no tiene columnas a y b; no se comparó nada.</translation>
    </message>
    <message>
        <source>Its first line must name them; commas part the fields.</source>
        <translation>Su primera línea debe nombrarlas; los campos se separan con comas.</translation>
    </message>
    <message>
        <source>%1 of %2 pairs would share a reply (similarity from %3).</source>
        <translation>%1 de %2 pares compartirían una respuesta (similitud a partir de %3).</translation>
    </message>
    <message>
        <source>memory</source>
        <translation>memoria</translation>
    </message>
    <message>
        <source>disk</source>
        <translation>disco</translation>
    </message>
    <message>
        <source>not in use</source>
        <translation>sin usar</translation>
    </message>
    <message>
        <source>level</source>
        <translation>nivel</translation>
    </message>
    <message>
        <source>hits</source>
        <translation>aciertos</translation>
    </message>
    <message>
        <source>entries</source>
        <translation>entradas</translation>
    </message>
    <message>
        <source>size</source>
        <translation>tamaño</translation>
    </message>
    <message>
        <source>state</source>
        <translation>estado</translation>
    </message>
    <message>
        <source>Nothing was asked of the cache yet.</source>
        <translation>Aún no se ha consultado nada en la caché.</translation>
    </message>
    <message>
        <source>all</source>
        <translation>todo</translation>
    </message>
    <message>
        <source>kind</source>
        <translation>tipo</translation>
    </message>
    <message>
        <source>computed</source>
        <translation>calculado</translation>
    </message>
    <message>
        <source>hit rate</source>
        <translation>tasa de aciertos</translation>
    </message>
    <message>
        <source>saved</source>
        <translation>ahorrado</translation>
    </message>
    <message>
        <source>money</source>
        <translation>dinero</translation>
    </message>
    <message>
        <source>What was kept saved %1 of money, in the price list&apos;s currency.</source>
        <translation>Lo conservado ahorró %1 en dinero, en la moneda de la lista de precios.</translation>
    </message>
    <message>
        <source>Counted since %1.</source>
        <translation>Contado desde el %1.</translation>
    </message>
    <message>
        <source>Struck: %1</source>
        <translation>Suprimido: %1</translation>
    </message>
    <message>
        <source>; the facts give %1</source>
        <translation>; los datos dan %1</translation>
    </message>
    <message>
        <source>consultantos-cli conversations list shows what is there.</source>
        <translation>consultantos-cli conversations list muestra lo que hay.</translation>
    </message>
    <message>
        <source>No conversation has the id &quot;%1&quot;.</source>
        <translation>Ninguna conversación tiene el identificador «%1».</translation>
    </message>
    <message>
        <source>%1 conversations have an id that begins with &quot;%2&quot;.</source>
        <translation>%1 conversaciones tienen un identificador que empieza por «%2».</translation>
    </message>
    <message>
        <source>Name a text or Markdown file, or - for standard input.</source>
        <translation>Indique un archivo de texto o Markdown, o - para la entrada estándar.</translation>
    </message>
    <message>
        <source>%1 is larger than 64 MB; nothing was checked.</source>
        <translation>%1 supera los 64 MB; no se comprobó nada.</translation>
    </message>
    <message>
        <source>Split it and check the parts.</source>
        <translation>Divídalo y compruebe las partes.</translation>
    </message>
    <message>
        <source>%1 is no text; nothing was checked.</source>
        <translation>%1 no es texto; no se comprobó nada.</translation>
    </message>
    <message>
        <source>Save it as text or Markdown, e.g. with pdftotext or pandoc, and check that.</source>
        <translation>Guárdelo como texto o Markdown, p. ej., con pdftotext o pandoc, y compruebe eso.</translation>
    </message>
    <message>
        <source>match</source>
        <translation>coincide</translation>
    </message>
    <message>
        <source>MISMATCH</source>
        <translation>NO COINCIDE</translation>
    </message>
    <message>
        <source>unsupported</source>
        <translation>sin respaldo</translation>
    </message>
    <message>
        <source>%1 of %2, %3</source>
        <translation>%1 de %2, %3</translation>
    </message>
    <message>
        <source>hold the numbers of a text against facts</source>
        <translation>contrastar los números de un texto con los datos</translation>
    </message>
    <message>
        <source>What the text is about where it names no company: name, ticker or CIK.</source>
        <translation>De qué trata el texto cuando no nombra ninguna empresa: nombre, símbolo bursátil o CIK.</translation>
    </message>
    <message>
        <source>Text or Markdown, English or German; - reads standard input.</source>
        <translation>Texto o Markdown, en inglés o alemán; - lee la entrada estándar.</translation>
    </message>
    <message>
        <source>Name one text to check, or - for standard input.</source>
        <translation>Indique un texto para comprobar, o - para la entrada estándar.</translation>
    </message>
    <message>
        <source>consultantos-cli check FILE [--company NAME]</source>
        <translation>consultantos-cli check FILE [--company NAME]</translation>
    </message>
    <message>
        <source>The text has more numbers: only the first %1 were checked.</source>
        <translation>El texto tiene más números: solo se comprobaron los primeros %1.</translation>
    </message>
    <message>
        <source>Nothing is sent to %1 (%2), as nobody has agreed to that for this engagement; the built-in engine works alone.</source>
        <translation>No se envía nada a %1 (%2), ya que nadie lo ha consentido para este proyecto; el motor integrado trabaja solo.</translation>
    </message>
    <message>
        <source>&quot;analyze COMPANY --preview&quot; shows what would be sent. To agree for this engagement: &quot;models agree&quot;; for one command: add --provider %1.</source>
        <translation>«analyze COMPANY --preview» muestra lo que se enviaría. Para dar el consentimiento para este proyecto: «models agree»; para una sola orden: añada --provider %1.</translation>
    </message>
    <message>
        <source>A restore that had begun before was finished.</source>
        <translation>Se terminó una restauración que había empezado antes.</translation>
    </message>
    <message>
        <source>A restore waits until all programs that work with the data folder have ended.</source>
        <translation>Una restauración espera hasta que terminen todos los programas que trabajan con la carpeta de datos.</translation>
    </message>
    <message>
        <source>The program stopped unexpectedly on %1 (%2); the note is %3.</source>
        <translation>El programa se detuvo inesperadamente el %1 (%2); la nota es %3.</translation>
    </message>
    <message>
        <source>The engagement &quot;%1&quot; is new; it begins empty.</source>
        <translation>El proyecto «%1» es nuevo; empieza vacío.</translation>
    </message>
    <message>
        <source>A team&apos;s work queue needs a Redis server, and redis_url is empty.</source>
        <translation>La cola de trabajo de un equipo necesita un servidor Redis, y redis_url está vacío.</translation>
    </message>
    <message>
        <source>Set REDIS_URL, such as redis://127.0.0.1:6379.</source>
        <translation>Defina REDIS_URL, p. ej., redis://127.0.0.1:6379.</translation>
    </message>
    <message>
        <source>The option %1 needs a value.</source>
        <translation>La opción %1 necesita un valor.</translation>
    </message>
    <message>
        <source>consultantos-cli --help lists the options.</source>
        <translation>consultantos-cli --help muestra las opciones.</translation>
    </message>
    <message>
        <source>The language &quot;%1&quot; is not known.</source>
        <translation>El idioma «%1» no se conoce.</translation>
    </message>
    <message>
        <source>Choose among %1.</source>
        <translation>Elija entre %1.</translation>
    </message>
    <message>
        <source>list the companies known</source>
        <translation>listar las empresas conocidas</translation>
    </message>
    <message>
        <source>text (the default), json or csv.</source>
        <translation>text (por defecto), json o csv.</translation>
    </message>
    <message>
        <source>companies takes no argument.</source>
        <translation>companies no admite argumentos.</translation>
    </message>
    <message>
        <source>consultantos-cli companies [--format json]</source>
        <translation>consultantos-cli companies [--format json]</translation>
    </message>
    <message>
        <source>consultantos-cli compare COMPANY COMPANY… [--figure ID]… [--framework ID] [--years N] [--format json|csv]</source>
        <translation>consultantos-cli compare COMPANY COMPANY… [--figure ID]… [--framework ID] [--years N] [--format json|csv]</translation>
    </message>
    <message>
        <source>Rank</source>
        <translation>Puesto</translation>
    </message>
    <message>
        <source>Percentile</source>
        <translation>Percentil</translation>
    </message>
    <message numerus="yes">
        <source>Ranks and percentiles are of FY%1, percentiles among %n company(ies) of the sectors.</source>
        <translation>
            <numerusform>Los puestos y percentiles son del ejercicio %1; los percentiles, entre %n empresa de los sectores.</numerusform>
            <numerusform>Los puestos y percentiles son del ejercicio %1; los percentiles, entre %n empresas de los sectores.</numerusform>
        </translation>
    </message>
    <message>
        <source>put companies beside each other</source>
        <translation>poner empresas unas junto a otras</translation>
    </message>
    <message>
        <source>Two to five companies.</source>
        <translation>De dos a cinco empresas.</translation>
    </message>
    <message>
        <source>A ratio or statement line by its id, e.g. gross_margin or revenue; may be given several times.</source>
        <translation>Una ratio o partida de los estados financieros por su identificador, p. ej., gross_margin o revenue; puede indicarse varias veces.</translation>
    </message>
    <message>
        <source>A framework instead, of each company&apos;s newest kept report.</source>
        <translation>En su lugar, un método, del informe conservado más reciente de cada empresa.</translation>
    </message>
    <message>
        <source>How many fiscal years; 5 if not given.</source>
        <translation>Cuántos ejercicios; 5 si no se indica.</translation>
    </message>
    <message>
        <source>compare takes two to %1 companies.</source>
        <translation>compare admite de dos a %1 empresas.</translation>
    </message>
    <message>
        <source>Either figures are compared or a framework, not both.</source>
        <translation>Se comparan cifras o un método, pero no ambas cosas.</translation>
    </message>
    <message>
        <source>No report of these companies has the framework &quot;%1&quot;.</source>
        <translation>Ningún informe de estas empresas tiene el método «%1».</translation>
    </message>
    <message>
        <source>Analyse them with it first.</source>
        <translation>Analícelas primero con él.</translation>
    </message>
    <message>
        <source>print the completion for a shell</source>
        <translation>mostrar el autocompletado para un intérprete de órdenes</translation>
    </message>
    <message>
        <source>bash or zsh: source &lt;(consultantos-cli completion bash); fish: consultantos-cli completion fish | source</source>
        <translation>bash o zsh: source &lt;(consultantos-cli completion bash); fish: consultantos-cli completion fish | source</translation>
    </message>
    <message>
        <source>There is a completion for bash, zsh and fish only.</source>
        <translation>Solo hay autocompletado para bash, zsh y fish.</translation>
    </message>
    <message>
        <source>consultantos-cli completion bash</source>
        <translation>consultantos-cli completion bash</translation>
    </message>
    <message>
        <source>The completion is missing from this build.</source>
        <translation>El autocompletado falta en esta compilación.</translation>
    </message>
    <message>
        <source>No conversation matches.</source>
        <translation>Ninguna conversación coincide.</translation>
    </message>
    <message>
        <source>No conversation is there.</source>
        <translation>No hay ninguna conversación.</translation>
    </message>
    <message>
        <source>You</source>
        <translation>Usted</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>Respuesta</translation>
    </message>
    <message>
        <source>Deleted: %1</source>
        <translation>Eliminado: %1</translation>
    </message>
    <message>
        <source>list, show, search and delete conversations</source>
        <translation>listar, mostrar, buscar y eliminar conversaciones</translation>
    </message>
    <message>
        <source>list, show ID, search TEXT or delete ID; the first characters of an id will do. What is deleted can&apos;t be brought back.</source>
        <translation>list, show ID, search TEXT o delete ID; bastan los primeros caracteres de un identificador. Lo eliminado no se puede recuperar.</translation>
    </message>
    <message>
        <source>consultantos-cli conversations list | show ID | search TEXT | delete ID</source>
        <translation>consultantos-cli conversations list | show ID | search TEXT | delete ID</translation>
    </message>
    <message>
        <source>What shall be done with the conversations?</source>
        <translation>¿Qué se debe hacer con las conversaciones?</translation>
    </message>
    <message>
        <source>Conversations can&apos;t be &quot;%1&quot;.</source>
        <translation>conversations no admite «%1».</translation>
    </message>
    <message>
        <source>conversations %1 has the wrong number of arguments.</source>
        <translation>conversations %1 tiene un número de argumentos incorrecto.</translation>
    </message>
    <message>
        <source>too little has happened to tell (%1)</source>
        <translation>ha ocurrido demasiado poco para saberlo (%1)</translation>
    </message>
    <message>
        <source>Cache hit rate above 50 %</source>
        <translation>Tasa de aciertos de la caché superior al 50&#xa0;%</translation>
    </message>
    <message>
        <source>%1 of %2 look-ups</source>
        <translation>%1 de %2 consultas</translation>
    </message>
    <message>
        <source>Longer lives (CACHE_TTL_SECONDS, CACHE_L3_TTL_SECONDS), more memory (CACHE_L1_SIZE_MB), and `cache warm` for what is asked for often.</source>
        <translation>Vidas más largas (CACHE_TTL_SECONDS, CACHE_L3_TTL_SECONDS), más memoria (CACHE_L1_SIZE_MB) y `cache warm` para lo que se consulta a menudo.</translation>
    </message>
    <message>
        <source>P50 &lt; 2 s, P95 &lt; 10 s, P99 &lt; 30 s</source>
        <translation>P50 &lt; 2 s, P95 &lt; 10 s, P99 &lt; 30 s</translation>
    </message>
    <message>
        <source>%1, %2 and %3 over %4 requests</source>
        <translation>%1, %2 y %3 en %4 peticiones</translation>
    </message>
    <message>
        <source>Look at the hit rate and the agents&apos; times; a faster model, or fewer frameworks.</source>
        <translation>Revise la tasa de aciertos y los tiempos de los agentes; un modelo más rápido o menos métodos.</translation>
    </message>
    <message>
        <source>Stores answer within 0.1 s (P95)</source>
        <translation>Los almacenes responden en menos de 0,1 s (P95)</translation>
    </message>
    <message>
        <source>%1 over %2 operations</source>
        <translation>%1 en %2 operaciones</translation>
    </message>
    <message>
        <source>Put the data folder onto a fast local disk.</source>
        <translation>Ponga la carpeta de datos en un disco local rápido.</translation>
    </message>
    <message>
        <source>Calls of language models are kept and paced</source>
        <translation>Las llamadas a modelos de lenguaje se conservan y se dosifican</translation>
    </message>
    <message>
        <source>no language model has been called</source>
        <translation>no se ha llamado a ningún modelo de lenguaje</translation>
    </message>
    <message>
        <source>%1 calls, %2 from the cache, %3 turned away by the provider</source>
        <translation>%1 llamadas, %2 de la caché, %3 rechazadas por el proveedor</translation>
    </message>
    <message>
        <source>Set LLM_TOKENS_PER_MINUTE to what the provider allows, or name an LLM_FALLBACK.</source>
        <translation>Ajuste LLM_TOKENS_PER_MINUTE a lo que permite el proveedor o indique un LLM_FALLBACK.</translation>
    </message>
    <message>
        <source>Costs are bounded by a budget</source>
        <translation>Un presupuesto limita los costes</translation>
    </message>
    <message>
        <source>no language model that costs anything is set</source>
        <translation>no está configurado ningún modelo de lenguaje que tenga coste</translation>
    </message>
    <message>
        <source>a budget is set</source>
        <translation>hay un presupuesto fijado</translation>
    </message>
    <message>
        <source>no budget is set</source>
        <translation>no hay ningún presupuesto fijado</translation>
    </message>
    <message>
        <source>Set LLM_BUDGET_DAY, LLM_BUDGET_REPORT or LLM_BUDGET_ENGAGEMENT; `usage --by day` shows what was spent.</source>
        <translation>Defina LLM_BUDGET_DAY, LLM_BUDGET_REPORT o LLM_BUDGET_ENGAGEMENT; `usage --by day` muestra lo gastado.</translation>
    </message>
    <message>
        <source>After deployment</source>
        <translation>Después del despliegue</translation>
    </message>
    <message>
        <source>Load tests, normal and burst</source>
        <translation>Pruebas de carga, normal y en ráfagas</translation>
    </message>
    <message>
        <source>./dev load normal, then ./dev load burst, on a machine of that kind.</source>
        <translation>./dev load normal y después ./dev load burst, en un ordenador de ese tipo.</translation>
    </message>
    <message>
        <source>Grafana shows the dashboard</source>
        <translation>Grafana muestra el panel</translation>
    </message>
    <message>
        <source>Import packaging/monitoring/grafana-dashboard.json.</source>
        <translation>Importe packaging/monitoring/grafana-dashboard.json.</translation>
    </message>
    <message>
        <source>Alerts reach somebody</source>
        <translation>Las alertas llegan a alguien</translation>
    </message>
    <message>
        <source>Load packaging/monitoring/consultantos.rules.yml and stop the server once: ConsultantosDown.</source>
        <translation>Cargue packaging/monitoring/consultantos.rules.yml y detenga el servidor una vez: ConsultantosDown.</translation>
    </message>
    <message>
        <source>Again and again</source>
        <translation>Periódicamente</translation>
    </message>
    <message>
        <source>Each week: cache hit rates</source>
        <translation>Cada semana: tasas de aciertos de la caché</translation>
    </message>
    <message>
        <source>Each month: costs</source>
        <translation>Cada mes: costes</translation>
    </message>
    <message>
        <source>Each quarter: load tests</source>
        <translation>Cada trimestre: pruebas de carga</translation>
    </message>
    <message>
        <source>Signs of getting slower or larger</source>
        <translation>Indicios de que algo se vuelve más lento o más grande</translation>
    </message>
    <message>
        <source>The alerts ConsultantosSlow… and ConsultantosMemoryGrows.</source>
        <translation>Las alertas ConsultantosSlow… y ConsultantosMemoryGrows.</translation>
    </message>
    <message>
        <source>Lives of the cache&apos;s entries fit their use</source>
        <translation>Las vidas de las entradas de la caché se ajustan a su uso</translation>
    </message>
    <message>
        <source>Limits of concurrency fit the machine</source>
        <translation>Los límites de concurrencia se ajustan al ordenador</translation>
    </message>
    <message>
        <source>Slow queries</source>
        <translation>Consultas lentas</translation>
    </message>
    <message>
        <source>The panel of store latencies, by operation and collection.</source>
        <translation>El panel de latencias de los almacenes, por operación y colección.</translation>
    </message>
    <message>
        <source>The program, its resources and its stores</source>
        <translation>El programa, sus recursos y sus almacenes</translation>
    </message>
    <message>
        <source>all there and intact</source>
        <translation>todo está e intacto</translation>
    </message>
    <message>
        <source>doctor without --deployment says more.</source>
        <translation>doctor sin --deployment dice más.</translation>
    </message>
    <message>
        <source>Settings and environment</source>
        <translation>Ajustes y entorno</translation>
    </message>
    <message>
        <source>%1 set, the others as they come</source>
        <translation>%1 definidos, los demás con su valor por defecto</translation>
    </message>
    <message>
        <source>wrong: %1</source>
        <translation>incorrecto: %1</translation>
    </message>
    <message>
        <source>Indexes of the stores are defined</source>
        <translation>Los índices de los almacenes están definidos</translation>
    </message>
    <message>
        <source>%1, part of the stores&apos; schemas</source>
        <translation>%1, parte de los esquemas de los almacenes</translation>
    </message>
    <message>
        <source>Indexes are in the stores</source>
        <translation>Los índices están en los almacenes</translation>
    </message>
    <message>
        <source>no store is there yet; each comes with them</source>
        <translation>aún no hay ningún almacén; cada uno los trae consigo</translation>
    </message>
    <message>
        <source>all, in %1 stores</source>
        <translation>todos, en %1 almacenes</translation>
    </message>
    <message>
        <source>missing: %1</source>
        <translation>faltan: %1</translation>
    </message>
    <message>
        <source>A store of an earlier version gets them at the program&apos;s next start; if they are missing after it, restore the store from its copy.</source>
        <translation>Un almacén de una versión anterior los recibe en el próximo inicio del programa; si después siguen faltando, restaure el almacén desde su copia.</translation>
    </message>
    <message>
        <source>Redis server (optional)</source>
        <translation>Servidor Redis (opcional)</translation>
    </message>
    <message>
        <source>REDIS_URL is empty: memory and disk are the cache</source>
        <translation>REDIS_URL está vacío: memoria y disco son la caché</translation>
    </message>
    <message>
        <source>Start it, or correct REDIS_URL. Work goes on without.</source>
        <translation>Inícielo o corrija REDIS_URL. El trabajo continúa sin él.</translation>
    </message>
    <message>
        <source>%1 answers in %2 µs</source>
        <translation>%1 responde en %2 µs</translation>
    </message>
    <message>
        <source>Redis is bounded and evicts</source>
        <translation>Redis tiene límite y expulsa entradas</translation>
    </message>
    <message>
        <source>there is no Redis server to ask</source>
        <translation>no hay ningún servidor Redis al que consultar</translation>
    </message>
    <message>
        <source>CONFIG SET maxmemory 1gb and maxmemory-policy allkeys-lru, and the same in redis.conf.</source>
        <translation>CONFIG SET maxmemory 1gb y maxmemory-policy allkeys-lru, y lo mismo en redis.conf.</translation>
    </message>
    <message>
        <source>the server doesn&apos;t tell its settings</source>
        <translation>el servidor no comunica sus ajustes</translation>
    </message>
    <message>
        <source>maxmemory %1 MB, policy %2</source>
        <translation>maxmemory %1 MB, política %2</translation>
    </message>
    <message>
        <source>Redis keeps its entries over a restart</source>
        <translation>Redis conserva sus entradas tras un reinicio</translation>
    </message>
    <message>
        <source>CONFIG SET appendonly yes, or save points, and the same in redis.conf.</source>
        <translation>CONFIG SET appendonly yes, o puntos de guardado (save), y lo mismo en redis.conf.</translation>
    </message>
    <message>
        <source>it writes snapshots or its log</source>
        <translation>escribe instantáneas o su registro</translation>
    </message>
    <message>
        <source>neither snapshots nor a log: a restart empties it</source>
        <translation>ni instantáneas ni registro: un reinicio lo vacía</translation>
    </message>
    <message>
        <source>Cache, agents and model calls are set up</source>
        <translation>La caché, los agentes y las llamadas a modelos están configurados</translation>
    </message>
    <message>
        <source>memory %1 MB, disk %2 MB, %3 agents at once, %4 model calls together</source>
        <translation>memoria %1 MB, disco %2 MB, %3 agentes a la vez, %4 llamadas a modelos juntas</translation>
    </message>
    <message>
        <source>Set CACHE_L1_SIZE_MB, CACHE_L3_SIZE_MB and MAX_CONCURRENT_AGENTS above what switches them off.</source>
        <translation>Ajuste CACHE_L1_SIZE_MB, CACHE_L3_SIZE_MB y MAX_CONCURRENT_AGENTS por encima del valor que los desactiva.</translation>
    </message>
    <message>
        <source>Answers are compressed</source>
        <translation>Las respuestas se comprimen</translation>
    </message>
    <message>
        <source>gzip from %1 bytes</source>
        <translation>gzip a partir de %1 bytes</translation>
    </message>
    <message>
        <source>the answer came as it is</source>
        <translation>la respuesta llegó sin comprimir</translation>
    </message>
    <message>
        <source>A proxy in between may undo it: look at its settings.</source>
        <translation>Un proxy intermedio puede anularlo: revise su configuración.</translation>
    </message>
    <message>
        <source>Metrics can be scraped</source>
        <translation>Las métricas se pueden recoger</translation>
    </message>
    <message>
        <source>ENABLE_PERFORMANCE_METRICS is false</source>
        <translation>ENABLE_PERFORMANCE_METRICS es false</translation>
    </message>
    <message>
        <source>Set ENABLE_PERFORMANCE_METRICS=true.</source>
        <translation>Defina ENABLE_PERFORMANCE_METRICS=true.</translation>
    </message>
    <message>
        <source>%1 families</source>
        <translation>%1 familias</translation>
    </message>
    <message>
        <source>Start the server with ENABLE_PERFORMANCE_METRICS=true.</source>
        <translation>Inicie el servidor con ENABLE_PERFORMANCE_METRICS=true.</translation>
    </message>
    <message>
        <source>Before deployment</source>
        <translation>Antes del despliegue</translation>
    </message>
    <message>
        <source>No server was asked</source>
        <translation>No se consultó ningún servidor</translation>
    </message>
    <message>
        <source>Start it, then: doctor --deployment --server http://127.0.0.1:8080</source>
        <translation>Inícielo y después: doctor --deployment --server http://127.0.0.1:8080</translation>
    </message>
    <message>
        <source>The server %1 doesn&apos;t answer: %2</source>
        <translation>El servidor %1 no responde: %2</translation>
    </message>
    <message>
        <source>Look at its log and whether it runs.</source>
        <translation>Revise su registro y si está en marcha.</translation>
    </message>
    <message>
        <source>ok</source>
        <translation>bien</translation>
    </message>
    <message>
        <source>PROBLEM</source>
        <translation>PROBLEMA</translation>
    </message>
    <message>
        <source>by hand</source>
        <translation>a mano</translation>
    </message>
    <message>
        <source>%1 fine, %2 with a problem, %3 not applicable, %4 to be looked at by hand.</source>
        <translation>%1 correctos, %2 con un problema, %3 no aplicables, %4 por revisar a mano.</translation>
    </message>
    <message>
        <source>not there yet</source>
        <translation>aún no existe</translation>
    </message>
    <message>
        <source>the service unit serves this machine alone</source>
        <translation>la unidad de servicio atiende solo a este ordenador</translation>
    </message>
    <message>
        <source>there is no service unit</source>
        <translation>no hay unidad de servicio</translation>
    </message>
    <message>
        <source>The data belong to an ordinary account</source>
        <translation>Los datos pertenecen a una cuenta ordinaria</translation>
    </message>
    <message>
        <source>owner: %1</source>
        <translation>propietario: %1</translation>
    </message>
    <message>
        <source>Run the server under an account of its own, not as root.</source>
        <translation>Ejecute el servidor con una cuenta propia, no como root.</translation>
    </message>
    <message>
        <source>Nobody else can change a file of the data folder</source>
        <translation>Nadie más puede cambiar un archivo de la carpeta de datos</translation>
    </message>
    <message>
        <source>%1 files</source>
        <translation>%1 archivos</translation>
    </message>
    <message>
        <source>%1 can be changed: %2</source>
        <translation>%1 se pueden cambiar: %2</translation>
    </message>
    <message>
        <source>Beyond this machine only with TLS</source>
        <translation>Más allá de este ordenador, solo con TLS</translation>
    </message>
    <message>
        <source>Start serve with --tls-cert and --tls-key, or on 127.0.0.1.</source>
        <translation>Inicie serve con --tls-cert y --tls-key, o en 127.0.0.1.</translation>
    </message>
    <message>
        <source>%1, with TLS</source>
        <translation>%1, con TLS</translation>
    </message>
    <message>
        <source>%1, without TLS</source>
        <translation>%1, sin TLS</translation>
    </message>
    <message>
        <source>Give the unit --tls-cert and --tls-key and take --insecure away, or let it serve 127.0.0.1 behind a proxy with TLS.</source>
        <translation>Dé a la unidad --tls-cert y --tls-key y quítele --insecure, o haga que atienda 127.0.0.1 detrás de un proxy con TLS.</translation>
    </message>
    <message>
        <source>Certificate and key fit and are not expiring</source>
        <translation>El certificado y la clave concuerdan y no están a punto de caducar</translation>
    </message>
    <message>
        <source>Renew it, or correct --tls-cert and --tls-key of the unit.</source>
        <translation>Renuévelo o corrija --tls-cert y --tls-key de la unidad.</translation>
    </message>
    <message>
        <source>%1 holds no certificate</source>
        <translation>%1 no contiene ningún certificado</translation>
    </message>
    <message>
        <source>valid until %1</source>
        <translation>válido hasta el %1</translation>
    </message>
    <message>
        <source>Without a token nothing is answered</source>
        <translation>Sin token no se responde nada</translation>
    </message>
    <message>
        <source>the service unit allows it: --allow-anonymous</source>
        <translation>la unidad de servicio lo permite: --allow-anonymous</translation>
    </message>
    <message>
        <source>Take it away; clients send the token of api-token.</source>
        <translation>Quítelo; los clientes envían el token de api-token.</translation>
    </message>
    <message>
        <source>the server answered %1</source>
        <translation>el servidor respondió %1</translation>
    </message>
    <message>
        <source>Start it without --allow-anonymous.</source>
        <translation>Inícielo sin --allow-anonymous.</translation>
    </message>
    <message>
        <source>Requests for another host are refused</source>
        <translation>Se rechazan las peticiones para otro host</translation>
    </message>
    <message>
        <source>Something in between changes the Host header.</source>
        <translation>Algo intermedio cambia la cabecera Host.</translation>
    </message>
    <message>
        <source>Redis is on this machine, or asks for a password</source>
        <translation>Redis está en este ordenador o pide contraseña</translation>
    </message>
    <message>
        <source>Set requirepass there and name it in REDIS_URL; a tunnel gives it TLS.</source>
        <translation>Defina allí requirepass e indique la contraseña en REDIS_URL; un túnel le da TLS.</translation>
    </message>
    <message>
        <source>Keys of providers are in a keyring</source>
        <translation>Las claves de los proveedores están en un llavero</translation>
    </message>
    <message>
        <source>Settings &gt; Language model stores it; a service without a keyring gets it by systemd&apos;s LoadCredential or an EnvironmentFile of mode 0600.</source>
        <translation>Ajustes &gt; Modelo de lenguaje la guarda; un servicio sin llavero la recibe mediante LoadCredential de systemd o un EnvironmentFile con modo 0600.</translation>
    </message>
    <message>
        <source>The data folder is its owner&apos;s alone</source>
        <translation>La carpeta de datos es solo de su propietario</translation>
    </message>
    <message>
        <source>The token&apos;s file is its owner&apos;s alone</source>
        <translation>El archivo del token es solo de su propietario</translation>
    </message>
    <message>
        <source>So is the file of further tokens</source>
        <translation>También lo es el archivo de otros tokens</translation>
    </message>
    <message>
        <source>Security</source>
        <translation>Seguridad</translation>
    </message>
    <message>
        <source>A service unit starts the server</source>
        <translation>Una unidad de servicio inicia el servidor</translation>
    </message>
    <message>
        <source>Copy packaging/monitoring/consultantos.service into ~/.config/systemd/user and enable it.</source>
        <translation>Copie packaging/monitoring/consultantos.service en ~/.config/systemd/user y actívela.</translation>
    </message>
    <message>
        <source>none where systemd looks</source>
        <translation>ninguna donde busca systemd</translation>
    </message>
    <message>
        <source>Its program can&apos;t be started: %1</source>
        <translation>No se puede iniciar su programa: %1</translation>
    </message>
    <message>
        <source>It works with this data folder</source>
        <translation>Trabaja con esta carpeta de datos</translation>
    </message>
    <message>
        <source>What is said here is of %1: name the other by --data-dir.</source>
        <translation>Lo que aquí se dice se refiere a %1: indique la otra con --data-dir.</translation>
    </message>
    <message>
        <source>It starts again after a failure</source>
        <translation>Se reinicia tras un fallo</translation>
    </message>
    <message>
        <source>It may change its data folder alone</source>
        <translation>Solo puede modificar su carpeta de datos</translation>
    </message>
    <message>
        <source>Take these lines from packaging/monitoring/consultantos.service.</source>
        <translation>Tome estas líneas de packaging/monitoring/consultantos.service.</translation>
    </message>
    <message>
        <source>It runs while nobody is logged in</source>
        <translation>Funciona aunque nadie haya iniciado sesión</translation>
    </message>
    <message>
        <source>a unit of the system</source>
        <translation>una unidad del sistema</translation>
    </message>
    <message>
        <source>a unit of the user %1</source>
        <translation>una unidad del usuario %1</translation>
    </message>
    <message>
        <source>The server is ready</source>
        <translation>El servidor está listo</translation>
    </message>
    <message>
        <source>/health/ready answered %1</source>
        <translation>/health/ready respondió %1</translation>
    </message>
    <message>
        <source>Its log says what is wrong with its stores.</source>
        <translation>Su registro dice qué les ocurre a sus almacenes.</translation>
    </message>
    <message>
        <source>No crash in the last seven days</source>
        <translation>Ningún cierre inesperado en los últimos siete días</translation>
    </message>
    <message>
        <source>none</source>
        <translation>ninguno</translation>
    </message>
    <message>
        <source>%1, the last one %2</source>
        <translation>%1, el último: %2</translation>
    </message>
    <message>
        <source>Report it with the note; it holds no data of yours.</source>
        <translation>Notifíquelo con la nota; no contiene datos suyos.</translation>
    </message>
    <message>
        <source>At least two processors</source>
        <translation>Al menos dos procesadores</translation>
    </message>
    <message>
        <source>Give the machine more, or lower MAX_CONCURRENT_AGENTS.</source>
        <translation>Dé más al ordenador o reduzca MAX_CONCURRENT_AGENTS.</translation>
    </message>
    <message>
        <source>At least 2 GB of memory</source>
        <translation>Al menos 2 GB de memoria</translation>
    </message>
    <message>
        <source>%1 MB</source>
        <translation>%1 MB</translation>
    </message>
    <message>
        <source>Give the machine more, or lower CACHE_L1_SIZE_MB.</source>
        <translation>Dé más al ordenador o reduzca CACHE_L1_SIZE_MB.</translation>
    </message>
    <message>
        <source>Enough files may be open</source>
        <translation>Pueden abrirse suficientes archivos</translation>
    </message>
    <message>
        <source>without limit</source>
        <translation>sin límite</translation>
    </message>
    <message>
        <source>The disk holds what the cache may take</source>
        <translation>En el disco cabe lo que puede ocupar la caché</translation>
    </message>
    <message>
        <source>%1 MB free, up to %2 MB are needed</source>
        <translation>%1 MB libres, se necesitan hasta %2 MB</translation>
    </message>
    <message>
        <source>Make room, or lower CACHE_L3_SIZE_MB.</source>
        <translation>Libere espacio o reduzca CACHE_L3_SIZE_MB.</translation>
    </message>
    <message>
        <source>The data folder is on a disk of this machine</source>
        <translation>La carpeta de datos está en un disco de este ordenador</translation>
    </message>
    <message>
        <source>It is in memory: a restart loses everything.</source>
        <translation>Está en memoria: un reinicio lo pierde todo.</translation>
    </message>
    <message>
        <source>Locks of files don&apos;t hold on a share: put it onto a local disk.</source>
        <translation>Los bloqueos de archivos no son fiables en un recurso compartido de red: póngala en un disco local.</translation>
    </message>
    <message>
        <source>No store was set aside as damaged</source>
        <translation>Ningún almacén se apartó por estar dañado</translation>
    </message>
    <message>
        <source>Restore it from its copy, then move the file away.</source>
        <translation>Restáurelo desde su copia y después mueva el archivo a otro lugar.</translation>
    </message>
    <message>
        <source>The stores are copied elsewhere</source>
        <translation>Los almacenes se copian en otro lugar</translation>
    </message>
    <message>
        <source>%1 MB to copy</source>
        <translation>%1 MB por copiar</translation>
    </message>
    <message>
        <source>Each day, also while it runs: sqlite3 NAME.db &quot;.backup COPY.db&quot; of each store, and documents/ with settings.json. The cache needs no copy.</source>
        <translation>Cada día, también mientras está en marcha: sqlite3 NAME.db &quot;.backup COPY.db&quot; de cada almacén, y documents/ con settings.json. La caché no necesita copia.</translation>
    </message>
    <message>
        <source>A copy was restored once, to try it</source>
        <translation>Se ha restaurado una copia una vez, a modo de prueba</translation>
    </message>
    <message>
        <source>Service</source>
        <translation>Servicio</translation>
    </message>
    <message>
        <source>Capacity</source>
        <translation>Capacidad</translation>
    </message>
    <message>
        <source>Backup</source>
        <translation>Copia de seguridad</translation>
    </message>
    <message>
        <source>The service unit %1 can&apos;t be read.</source>
        <translation>No se puede leer la unidad de servicio %1.</translation>
    </message>
    <message>
        <source>Data folder</source>
        <translation>Carpeta de datos</translation>
    </message>
    <message>
        <source>%1, not there yet; made when first needed</source>
        <translation>%1, aún no existe; se crea cuando haga falta</translation>
    </message>
    <message>
        <source>%1, can&apos;t be written</source>
        <translation>%1, no se puede escribir</translation>
    </message>
    <message>
        <source>Make it writable, or choose another by --data-dir.</source>
        <translation>Permita escribir en ella o elija otra con --data-dir.</translation>
    </message>
    <message>
        <source>%1, writable, %2 MB free</source>
        <translation>%1, con permiso de escritura, %2 MB libres</translation>
    </message>
    <message>
        <source>Engagement</source>
        <translation>Proyecto</translation>
    </message>
    <message>
        <source>%1, not there yet; begun when first needed</source>
        <translation>%1, aún no existe; se crea cuando haga falta</translation>
    </message>
    <message>
        <source>%1, not there yet</source>
        <translation>%1, aún no existe</translation>
    </message>
    <message>
        <source>%1, can&apos;t be read</source>
        <translation>%1, no se puede leer</translation>
    </message>
    <message>
        <source>%1, damaged: no database</source>
        <translation>%1, dañado: no es una base de datos</translation>
    </message>
    <message>
        <source>The next start sets it aside and begins a new one.</source>
        <translation>El próximo inicio lo aparta y empieza uno nuevo.</translation>
    </message>
    <message>
        <source>%1, intact</source>
        <translation>%1, intacto</translation>
    </message>
    <message>
        <source>Team store</source>
        <translation>Almacén del equipo</translation>
    </message>
    <message>
        <source>%1, answers</source>
        <translation>%1, responde</translation>
    </message>
    <message>
        <source>Resources</source>
        <translation>Recursos</translation>
    </message>
    <message>
        <source>Install the program again, or set CONSULTANTOS_RESOURCE_DIR.</source>
        <translation>Vuelva a instalar el programa o defina CONSULTANTOS_RESOURCE_DIR.</translation>
    </message>
    <message>
        <source>not found</source>
        <translation>no encontrado</translation>
    </message>
    <message>
        <source>%1, without %2</source>
        <translation>%1, sin %2</translation>
    </message>
    <message>
        <source>Measurements</source>
        <translation>Mediciones</translation>
    </message>
    <message>
        <source>Program</source>
        <translation>Programa</translation>
    </message>
    <message>
        <source>System</source>
        <translation>Sistema</translation>
    </message>
    <message>
        <source>Library</source>
        <translation>Biblioteca</translation>
    </message>
    <message>
        <source>Facts</source>
        <translation>Datos</translation>
    </message>
    <message>
        <source>Documents</source>
        <translation>Documentos</translation>
    </message>
    <message>
        <source>Egress ledger</source>
        <translation>Registro de salidas a la red</translation>
    </message>
    <message>
        <source>slow, %1 ms, %2 times: %3</source>
        <translation>lento, %1 ms, %2 veces: %3</translation>
    </message>
    <message>
        <source>checked</source>
        <translation>comprobado</translation>
    </message>
    <message>
        <source>setting</source>
        <translation>ajuste</translation>
    </message>
    <message>
        <source>value</source>
        <translation>valor</translation>
    </message>
    <message>
        <source>from</source>
        <translation>origen</translation>
    </message>
    <message>
        <source>problem</source>
        <translation>problema</translation>
    </message>
    <message>
        <source>--server must be an address such as http://127.0.0.1:8080.</source>
        <translation>--server debe ser una dirección como http://127.0.0.1:8080.</translation>
    </message>
    <message>
        <source>print every setting with its origin, check stores, resources and performance</source>
        <translation>mostrar cada ajuste con su origen; comprobar almacenes, recursos y rendimiento</translation>
    </message>
    <message>
        <source>Write an archive (ZIP) for whoever helps; no secret and no client&apos;s text is in it.</source>
        <translation>Escribir un archivo ZIP para quien preste ayuda; no contiene secretos ni textos de clientes.</translation>
    </message>
    <message>
        <source>Walk the checklists for a server instead.</source>
        <translation>Recorrer en su lugar las listas de comprobación para un servidor.</translation>
    </message>
    <message>
        <source>With --deployment: a running server to ask.</source>
        <translation>Con --deployment: un servidor en marcha al que consultar.</translation>
    </message>
    <message>
        <source>With --deployment: its service unit, if systemd doesn&apos;t find it.</source>
        <translation>Con --deployment: su unidad de servicio, si systemd no la encuentra.</translation>
    </message>
    <message>
        <source>doctor takes no argument.</source>
        <translation>doctor no admite argumentos.</translation>
    </message>
    <message>
        <source>consultantos-cli doctor [--deployment] [--format json]</source>
        <translation>consultantos-cli doctor [--deployment] [--format json]</translation>
    </message>
    <message>
        <source>--%1 belongs to --deployment.</source>
        <translation>--%1 va con --deployment.</translation>
    </message>
    <message>
        <source>Written: %1. Look into it before you send it.</source>
        <translation>Escrito: %1. Revíselo antes de enviarlo.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; sets no assumption.</source>
        <translation>«%1» no fija ningún supuesto.</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <translation>%1 a %2</translation>
    </message>
    <message>
        <source>yours</source>
        <translation>suyo</translation>
    </message>
    <message>
        <source>name</source>
        <translation>nombre</translation>
    </message>
    <message>
        <source>assumption</source>
        <translation>supuesto</translation>
    </message>
    <message>
        <source>source</source>
        <translation>fuente</translation>
    </message>
    <message>
        <source>line</source>
        <translation>partida</translation>
    </message>
    <message>
        <source>what it is worth</source>
        <translation>cuánto vale</translation>
    </message>
    <message>
        <source>middle</source>
        <translation>central</translation>
    </message>
    <message>
        <source>The middle has all assumptions at their medians; intervals are of %1 draws. * is a value of yours.</source>
        <translation>El valor central toma todos los supuestos en su mediana; los intervalos son de %1 simulaciones. * es un valor suyo.</translation>
    </message>
    <message>
        <source>By the company&apos;s driver tree: revenue, margins and cash, with the source of each assumption.</source>
        <translation>Según el árbol de factores de la empresa: ingresos, márgenes y flujo de caja, con la fuente de cada supuesto.</translation>
    </message>
    <message>
        <source>With --drivers: an assumption of your own, e.g. target_margin=12%, growth=0.02:0.05:0.09 or growth_3=0.1. May stand several times.</source>
        <translation>Con --drivers: un supuesto propio, p. ej., target_margin=12%, growth=0.02:0.05:0.09 o growth_3=0.1. Puede indicarse varias veces.</translation>
    </message>
    <message>
        <source>With --format xlsx: the workbook to write.</source>
        <translation>Con --format xlsx: el libro que se debe escribir.</translation>
    </message>
    <message>
        <source>A workbook needs --format xlsx and --output FILE.</source>
        <translation>Un libro necesita --format xlsx y --output ARCHIVO.</translation>
    </message>
    <message>
        <source>consultantos-cli forecast COMPANY --drivers --format xlsx --output FILE</source>
        <translation>consultantos-cli forecast COMPANY --drivers --format xlsx --output FILE</translation>
    </message>
    <message>
        <source>Saved as %1.</source>
        <translation>Guardado como %1.</translation>
    </message>
    <message>
        <source>There are no engagements.</source>
        <translation>No hay proyectos.</translation>
    </message>
    <message>
        <source>documents</source>
        <translation>documentos</translation>
    </message>
    <message>
        <source>folder</source>
        <translation>carpeta</translation>
    </message>
    <message>
        <source>What was there before is in %1; delete it when you are content.</source>
        <translation>Lo que había antes está en %1; elimínelo cuando esté conforme.</translation>
    </message>
    <message>
        <source>The engagement &quot;%1&quot; is there.</source>
        <translation>El proyecto «%1» está disponible.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; would be deleted for good, with its documents and reports; nothing was done.</source>
        <translation>«%1» se eliminaría definitivamente, con sus documentos e informes; no se hizo nada.</translation>
    </message>
    <message>
        <source>Say --yes if you mean it; engagement export keeps a copy.</source>
        <translation>Indique --yes si es lo que desea; engagement export conserva una copia.</translation>
    </message>
    <message>
        <source>The engagement &quot;%1&quot; was deleted.</source>
        <translation>El proyecto «%1» se ha eliminado.</translation>
    </message>
    <message>
        <source>list, export, take in or remove clients&apos; engagements</source>
        <translation>listar, exportar, incorporar o quitar proyectos de clientes</translation>
    </message>
    <message>
        <source>list, export NAME FILE, import FILE, or remove NAME.</source>
        <translation>list, export NAME FILE, import FILE o remove NAME.</translation>
    </message>
    <message>
        <source>import: the name that it gets here; else its own.</source>
        <translation>import: el nombre que recibe aquí; si se omite, el suyo.</translation>
    </message>
    <message>
        <source>import: exchange one of the same name, which is set aside.</source>
        <translation>import: sustituir uno del mismo nombre, que se aparta.</translation>
    </message>
    <message>
        <source>remove: without this nothing is done.</source>
        <translation>remove: sin esto no se hace nada.</translation>
    </message>
    <message>
        <source>The file with the password of an encrypted archive.</source>
        <translation>El archivo con la contraseña de un archivo comprimido cifrado.</translation>
    </message>
    <message>
        <source>engagement takes list, export NAME FILE, import FILE or remove NAME.</source>
        <translation>engagement admite list, export NAME FILE, import FILE o remove NAME.</translation>
    </message>
    <message>
        <source>consultantos-cli engagement export &quot;Acme&quot; acme.zip</source>
        <translation>consultantos-cli engagement export &quot;Acme&quot; acme.zip</translation>
    </message>
    <message>
        <source>list a company&apos;s facts with their filings</source>
        <translation>listar los datos de una empresa con sus presentaciones regulatorias</translation>
    </message>
    <message>
        <source>Only this tag (Revenues) or standardised line (revenue).</source>
        <translation>Solo esta etiqueta (Revenues) o partida normalizada (revenue).</translation>
    </message>
    <message>
        <source>Name one company.</source>
        <translation>Indique una empresa.</translation>
    </message>
    <message>
        <source>consultantos-cli facts COMPANY</source>
        <translation>consultantos-cli facts COMPANY</translation>
    </message>
    <message>
        <source>No facts of %1 are stored.</source>
        <translation>No hay datos de %1 almacenados.</translation>
    </message>
    <message>
        <source>No facts of %1 are stored under &quot;%2&quot;.</source>
        <translation>No hay datos de %1 almacenados bajo «%2».</translation>
    </message>
    <message>
        <source>Without --concept all facts are listed.</source>
        <translation>Sin --concept se listan todos los datos.</translation>
    </message>
    <message>
        <source>%1 of %2 series</source>
        <translation>%1 de %2 series</translation>
    </message>
    <message>
        <source>--lines is amounts or results, and goes with --csv.</source>
        <translation>--lines es amounts o results, y va con --csv.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no number of periods.</source>
        <translation>«%1» no es un número de periodos.</translation>
    </message>
    <message>
        <source>Give a number from 1 to 10,000.</source>
        <translation>Indique un número de 1 a 10.000.</translation>
    </message>
    <message>
        <source>forecast a company&apos;s figure or the series of a table</source>
        <translation>prever una cifra de una empresa o las series de una tabla</translation>
    </message>
    <message>
        <source>The company&apos;s tag (Revenues) or standardised line; else revenue.</source>
        <translation>Etiqueta (Revenues) o partida normalizada de la empresa; si se omite, los ingresos.</translation>
    </message>
    <message>
        <source>Split the company&apos;s revenue by segment, product or region, and let the parts add up.</source>
        <translation>Desglosar los ingresos de la empresa por segmento, producto o región (segment, product, region), de modo que las partes sumen el total.</translation>
    </message>
    <message>
        <source>With --csv: a table with the columns total and part; what adds up is reconciled.</source>
        <translation>Con --csv: una tabla con las columnas total y part; lo que se suma se concilia.</translation>
    </message>
    <message>
        <source>With --csv: the series are companies&apos; amounts (revenue, costs) or results (profits, cash flows), which move more than others.</source>
        <translation>Con --csv: las series son importes de empresas (amounts: ingresos, costes) o resultados (results: beneficios, flujos de caja), que varían más que otras.</translation>
    </message>
    <message>
        <source>How many periods ahead; else by frequency, a year of months.</source>
        <translation>Cuántos periodos por delante; si se omite, según la frecuencia, un año si son meses.</translation>
    </message>
    <message>
        <source>yearly, quarterly, monthly, weekly, daily, weekdays, hourly or none; else read from the periods.</source>
        <translation>yearly, quarterly, monthly, weekly, daily, weekdays, hourly o none; si se omite, se deduce de los periodos.</translation>
    </message>
    <message>
        <source>text (the default), json or csv; with --drivers also xlsx.</source>
        <translation>text (por defecto), json o csv; con --drivers también xlsx.</translation>
    </message>
    <message>
        <source>Name, ticker or CIK, without --csv.</source>
        <translation>Nombre, símbolo bursátil o CIK, sin --csv.</translation>
    </message>
    <message>
        <source>Name one company, or a table with --csv.</source>
        <translation>Indique una empresa o, con --csv, una tabla.</translation>
    </message>
    <message>
        <source>consultantos-cli forecast (COMPANY | --csv FILE)</source>
        <translation>consultantos-cli forecast (COMPANY | --csv FILE)</translation>
    </message>
    <message>
        <source>consultantos-cli forecast COMPANY --drivers [--set NAME=VALUE]</source>
        <translation>consultantos-cli forecast COMPANY --drivers [--set NAME=VALUE]</translation>
    </message>
    <message>
        <source>--fade-to is for the fiscal years of one company&apos;s line.</source>
        <translation>--fade-to es para los ejercicios de una partida de una sola empresa.</translation>
    </message>
    <message>
        <source>consultantos-cli forecast COMPANY --fade-to industry</source>
        <translation>consultantos-cli forecast COMPANY --fade-to industry</translation>
    </message>
    <message>
        <source>--by splits a company&apos;s revenue, --hierarchy goes with --csv.</source>
        <translation>--by desglosa los ingresos de una empresa; --hierarchy va con --csv.</translation>
    </message>
    <message>
        <source>Interrupted; the forecasts printed are complete.</source>
        <translation>Interrumpido; las previsiones mostradas están completas.</translation>
    </message>
    <message>
        <source>None of the %1 series can be forecast.</source>
        <translation>Ninguna de las %1 series se puede prever.</translation>
    </message>
    <message>
        <source>%1 of %2 series can&apos;t be forecast; the others are complete.</source>
        <translation>%1 de %2 series sin previsión posible; las demás están completas.</translation>
    </message>
    <message>
        <source>%1: not in any part</source>
        <translation>%1: sin asignar a ninguna parte</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no way to split revenue.</source>
        <translation>Los ingresos no se pueden desglosar por «%1».</translation>
    </message>
    <message>
        <source>Choose segment, product or region.</source>
        <translation>Elija segment, product o region.</translation>
    </message>
    <message>
        <source>No filings of %1 are stored that split its revenue by %2 for two years in a row.</source>
        <translation>No hay almacenadas presentaciones regulatorias de %1 que desglosen sus ingresos por %2 durante dos años seguidos.</translation>
    </message>
    <message>
        <source>Import its filings (inline XBRL): they tell of segments and regions.</source>
        <translation>Importe sus presentaciones regulatorias (inline XBRL): informan de segmentos y regiones.</translation>
    </message>
    <message>
        <source>Name a CSV file with the columns total and part.</source>
        <translation>Indique un archivo CSV con las columnas total y part.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no pair of a total and a part.</source>
        <translation>«%1» no es un par de total y parte.</translation>
    </message>
    <message>
        <source>The table has no series &quot;%1&quot;.</source>
        <translation>La tabla no tiene ninguna serie «%1».</translation>
    </message>
    <message>
        <source>Name a CSV file, or - for standard input.</source>
        <translation>Indique un archivo CSV, o - para la entrada estándar.</translation>
    </message>
    <message>
        <source>consultantos-cli facts COMPANY lists what there is.</source>
        <translation>consultantos-cli facts COMPANY muestra lo que hay.</translation>
    </message>
    <message>
        <source>series</source>
        <translation>serie</translation>
    </message>
    <message>
        <source>%1: %2, %3 values, method %4</source>
        <translation>%1: %2, %3 valores, procedimiento %4</translation>
    </message>
    <message>
        <source>period</source>
        <translation>periodo</translation>
    </message>
    <message>
        <source>forecast, millions</source>
        <translation>previsión, millones</translation>
    </message>
    <message>
        <source>forecast</source>
        <translation>previsión</translation>
    </message>
    <message>
        <source>Why: %1</source>
        <translation>Motivo: %1</translation>
    </message>
    <message>
        <source>Models: %1</source>
        <translation>Modelos: %1</translation>
    </message>
    <message>
        <source>Backtest from %1 origins: MASE %2 (naive %3), sMAPE %4 %; %5 % of the values within the 80 % interval, %6 % within the 95 % one</source>
        <translation>Prueba retrospectiva desde %1 orígenes: MASE %2 (ingenua %3), sMAPE %4&#xa0;%; %5&#xa0;% de los valores en el intervalo del 80&#xa0;%, %6&#xa0;% en el del 95&#xa0;%</translation>
    </message>
    <message>
        <source>Too short for a backtest: the intervals are untried.</source>
        <translation>Demasiado corta para una prueba retrospectiva: los intervalos no están contrastados.</translation>
    </message>
    <message>
        <source>No better than naive on its own past.</source>
        <translation>Con su propio pasado, no mejora la previsión ingenua.</translation>
    </message>
    <message>
        <source>Note: %1</source>
        <translation>Nota: %1</translation>
    </message>
    <message>
        <source>%1 holds published figures and no document: --never-send has nothing to mark.</source>
        <translation>%1 contiene cifras publicadas y ningún documento: --never-send no tiene nada que marcar.</translation>
    </message>
    <message>
        <source>Its figures were imported. Import it without the option.</source>
        <translation>Se importaron sus cifras. Impórtelo sin la opción.</translation>
    </message>
    <message>
        <source>%1 (%2 s)</source>
        <translation>%1 (%2 s)</translation>
    </message>
    <message>
        <source>take documents and facts files into the stores</source>
        <translation>incorporar documentos y archivos de datos a los almacenes</translation>
    </message>
    <message>
        <source>Whom the documents are about; else they say it themselves.</source>
        <translation>De quién tratan los documentos; si se omite, lo dicen ellos mismos.</translation>
    </message>
    <message>
        <source>Never send the documents, or figures read from them, to a language model.</source>
        <translation>No enviar nunca a un modelo de lenguaje los documentos ni las cifras leídas de ellos.</translation>
    </message>
    <message>
        <source>File or folder: PDF, Office and OpenDocument files, CSV, HTML, Markdown, text, mail, feeds, filings in XBRL, SEC companyfacts.</source>
        <translation>Archivo o carpeta: PDF, archivos de Office y OpenDocument, CSV, HTML, Markdown, texto, correo, canales web (feeds), presentaciones regulatorias en XBRL, companyfacts de la SEC.</translation>
    </message>
    <message>
        <source>No file is named.</source>
        <translation>No se ha indicado ningún archivo.</translation>
    </message>
    <message>
        <source>consultantos-cli import FILE...</source>
        <translation>consultantos-cli import FILE...</translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) were imported before it.</source>
        <translation>
            <numerusform>Antes se importó %n archivo.</numerusform>
            <numerusform>Antes se importaron %n archivos.</numerusform>
        </translation>
    </message>
    <message>
        <source>The folder holds no file.</source>
        <translation>La carpeta no contiene ningún archivo.</translation>
    </message>
    <message>
        <source>consultantos-cli indexes list | generate | deploy | check [--format json]</source>
        <translation>consultantos-cli indexes list | generate | deploy | check [--format json]</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>sí</translation>
    </message>
    <message>
        <source>missing</source>
        <translation>falta</translation>
    </message>
    <message>
        <source>Store</source>
        <translation>Almacén</translation>
    </message>
    <message>
        <source>Index</source>
        <translation>Índice</translation>
    </message>
    <message>
        <source>There</source>
        <translation>Existe</translation>
    </message>
    <message>
        <source>Of</source>
        <translation>Relativo a</translation>
    </message>
    <message>
        <source>allowed: %1</source>
        <translation>admitido: %1</translation>
    </message>
    <message>
        <source>%1: the index %2 is missing</source>
        <translation>%1: falta el índice %2</translation>
    </message>
    <message>
        <source>%1 queries, %2 faults, %3 missing indexes, %4 allowed.</source>
        <translation>%1 consultas, %2 defectos, %3 índices que faltan, %4 admitidos.</translation>
    </message>
    <message>
        <source>No query needs another index.</source>
        <translation>Ninguna consulta necesita otro índice.</translation>
    </message>
    <message>
        <source>list, propose, create and check the stores&apos; indexes</source>
        <translation>listar, proponer, crear y comprobar los índices de los almacenes</translation>
    </message>
    <message>
        <source>list: all that are declared; generate: propose what queries lack; deploy: create what is missing; check: the plan of each query, exit code 1 if one reads a whole table or sorts what an index could give.</source>
        <translation>list: todos los declarados; generate: proponer los que faltan a las consultas; deploy: crear los que faltan; check: el plan de cada consulta, código de salida 1 si alguna lee una tabla entera u ordena lo que podría dar un índice.</translation>
    </message>
    <message>
        <source>indexes takes one action.</source>
        <translation>indexes admite una sola acción.</translation>
    </message>
    <message>
        <source>All declared indexes are there.</source>
        <translation>Existen todos los índices declarados.</translation>
    </message>
    <message>
        <source>No report matches.</source>
        <translation>Ningún informe coincide.</translation>
    </message>
    <message>
        <source>No report is there.</source>
        <translation>No hay ningún informe.</translation>
    </message>
    <message>
        <source>%1 can&apos;t be read: %2</source>
        <translation>No se puede leer %1: %2</translation>
    </message>
    <message>
        <source>A finding is settled by somebody.</source>
        <translation>Un hallazgo lo cierra una persona.</translation>
    </message>
    <message>
        <source>Give your name with --by.</source>
        <translation>Indique su nombre con --by.</translation>
    </message>
    <message>
        <source>list, show, compare, search and delete reports</source>
        <translation>listar, mostrar, comparar, buscar y eliminar informes</translation>
    </message>
    <message>
        <source>show and replay: %1 (json if not said), show also sealed; all others: text (the default) or json.</source>
        <translation>show y replay: %1 (json si no se indica), show también sealed; todos los demás: text (por defecto) o json.</translation>
    </message>
    <message>
        <source>show and replay: the file to write, or the folder of several reports.</source>
        <translation>show y replay: el archivo que se debe escribir o la carpeta de varios informes.</translation>
    </message>
    <message>
        <source>show: in the layout of this template of reports.</source>
        <translation>show: con la disposición de esta plantilla de informes.</translation>
    </message>
    <message>
        <source>show --format sealed: sign with this Ed25519 private key (PEM).</source>
        <translation>show --format sealed: firmar con esta clave privada Ed25519 (PEM).</translation>
    </message>
    <message>
        <source>verify: want the signature of this key (PEM).</source>
        <translation>verify: exigir la firma de esta clave (PEM).</translation>
    </message>
    <message>
        <source>settle: why the report stands with the finding.</source>
        <translation>settle: por qué el informe se mantiene a pesar del hallazgo.</translation>
    </message>
    <message>
        <source>settle: who accepts it.</source>
        <translation>settle: quién lo acepta.</translation>
    </message>
    <message>
        <source>The first characters of an id will do. diff says what changed between two reports, and why; it takes JSON files of reports, too. read-back: what was changed in a workbook (XLSX) of a report, and which scores each change would move; --accept takes changes over. tipping: which change turns a score; requests: which missing figure narrows what; contradictions: judgements that deny each other; review: what the quality agent finds in a report as the facts are now (JSON files, too); settle: accept a finding. edit sets a sentence, score or weight (targets lists them), edits shows what persons set, resolve settles a conflict, answer gives what a request asks for, undo and redo go through these steps. Of sealed files replay rebuilds the report, and verify says whether they are as they were sealed.</source>
        <translation>Bastan los primeros caracteres de un identificador. diff dice qué cambió entre dos informes y por qué; admite también archivos JSON de informes. read-back: qué se cambió en un libro (XLSX) de un informe y qué puntuaciones movería cada cambio; --accept incorpora cambios. tipping: qué variación es el punto de inflexión de una puntuación; requests: qué cifra que falta acota qué; contradictions: juicios que se contradicen entre sí; review: qué encuentra el agente de calidad en un informe según los datos actuales (también archivos JSON); settle: aceptar un hallazgo. edit fija una frase, una puntuación o un peso (targets los enumera), edits muestra lo que fijaron las personas, resolve resuelve un conflicto, answer aporta lo que pide una solicitud de datos, undo y redo deshacen y rehacen estos pasos. De los archivos sellados, replay reconstruye el informe, y verify dice si están tal como se sellaron.</translation>
    </message>
    <message>
        <source>What shall be done with the library?</source>
        <translation>¿Qué se debe hacer con la biblioteca?</translation>
    </message>
    <message>
        <source>The library can&apos;t &quot;%1&quot;.</source>
        <translation>La biblioteca no admite «%1».</translation>
    </message>
    <message>
        <source>library %1 has the wrong number of arguments.</source>
        <translation>library %1 tiene un número de argumentos incorrecto.</translation>
    </message>
    <message>
        <source>%1 / %2 / %3 ms</source>
        <translation>%1 / %2 / %3 ms</translation>
    </message>
    <message>
        <source>requests, of them failed</source>
        <translation>peticiones, de ellas fallidas</translation>
    </message>
    <message>
        <source>their time, p50 / p95 / p99</source>
        <translation>su duración, p50 / p95 / p99</translation>
    </message>
    <message>
        <source>cache: hits of L1, L2, L3; misses</source>
        <translation>caché: aciertos de L1, L2, L3; fallos</translation>
    </message>
    <message>
        <source>cache: hit rate</source>
        <translation>caché: tasa de aciertos</translation>
    </message>
    <message>
        <source>agents, of them failed</source>
        <translation>agentes, de ellos fallidos</translation>
    </message>
    <message>
        <source>store operations</source>
        <translation>operaciones de los almacenes</translation>
    </message>
    <message>
        <source>calls of models, of them failed</source>
        <translation>llamadas a modelos, de ellas fallidas</translation>
    </message>
    <message>
        <source>tokens of models</source>
        <translation>tokens de modelos</translation>
    </message>
    <message>
        <source>processor time</source>
        <translation>tiempo de procesador</translation>
    </message>
    <message>
        <source>measured</source>
        <translation>medido</translation>
    </message>
    <message>
        <source>show what window and server measured of themselves</source>
        <translation>mostrar lo que la ventana y el servidor midieron de sí mismos</translation>
    </message>
    <message>
        <source>Of the last so many hours, %1 if not said.</source>
        <translation>De las últimas horas indicadas; %1 si no se indica.</translation>
    </message>
    <message>
        <source>metrics takes no argument.</source>
        <translation>metrics no admite argumentos.</translation>
    </message>
    <message>
        <source>consultantos-cli metrics [--hours 24] [--format json]</source>
        <translation>consultantos-cli metrics [--hours 24] [--format json]</translation>
    </message>
    <message>
        <source>Nothing was measured in that time: the window and serve measure while they run.</source>
        <translation>No se midió nada en ese tiempo: la ventana y serve miden mientras están en marcha.</translation>
    </message>
    <message>
        <source>Language model from: none, gemini, openai (or what speaks its protocol), anthropic, local. Without it, as set.</source>
        <translation>Modelo de lenguaje de: none, gemini, openai (o lo que hable su protocolo), anthropic, local. Si se omite, el configurado.</translation>
    </message>
    <message>
        <source>Language model, as its provider names it; of local, its file.</source>
        <translation>Modelo de lenguaje, con el nombre que le da su proveedor; con local, su archivo.</translation>
    </message>
    <message>
        <source>Address of the language model&apos;s server, if not its provider&apos;s.</source>
        <translation>Dirección del servidor del modelo de lenguaje, si no es la de su proveedor.</translation>
    </message>
    <message>
        <source>Which service speaks OpenAI&apos;s protocol, with --provider openai.</source>
        <translation>Qué servicio habla el protocolo de OpenAI, con --provider openai.</translation>
    </message>
    <message>
        <source>The provider &quot;%1&quot; is not known.</source>
        <translation>El proveedor «%1» no se conoce.</translation>
    </message>
    <message>
        <source>Choose one of %1.</source>
        <translation>Elija uno de %1.</translation>
    </message>
    <message>
        <source>price unknown</source>
        <translation>precio desconocido</translation>
    </message>
    <message>
        <source>at most %1</source>
        <translation>como máximo %1</translation>
    </message>
    <message>
        <source>a kept reply answers it, nothing is sent</source>
        <translation>responde una respuesta conservada, no se envía nada</translation>
    </message>
    <message>
        <source>about %1 tokens in, %2 to %3 out, %4</source>
        <translation>unos %1 tokens de entrada, de %2 a %3 de salida, %4</translation>
    </message>
    <message>
        <source>replies as long as those to the same agents until now</source>
        <translation>respuestas tan largas como las dadas hasta ahora a los mismos agentes</translation>
    </message>
    <message>
        <source>replies as long as those until now, or a quarter of the longest where there were none</source>
        <translation>respuestas tan largas como las dadas hasta ahora, o un cuarto de la más larga donde no las hubo</translation>
    </message>
    <message>
        <source>For %1. The lower end: %2, kept replies free. The upper end is set aside before each call. Nothing was sent.</source>
        <translation>Para %1. El extremo inferior: %2, con las respuestas conservadas gratis. El extremo superior se reserva antes de cada llamada. No se envió nada.</translation>
    </message>
    <message numerus="yes">
        <source>%n prompt(s), %1 bytes, would go to %2. Nothing was sent.</source>
        <translation>
            <numerusform>%n consulta, %1 bytes, iría a %2. No se envió nada.</numerusform>
            <numerusform>%n consultas, %1 bytes, irían a %2. No se envió nada.</numerusform>
        </translation>
    </message>
    <message>
        <source>Prompts go to %1.</source>
        <translation>Las consultas van a %1.</translation>
    </message>
    <message>
        <source>Prompts go to %1, model %2.</source>
        <translation>Las consultas van a %1, modelo %2.</translation>
    </message>
    <message>
        <source>A language model would be asked nothing.</source>
        <translation>No se preguntaría nada a un modelo de lenguaje.</translation>
    </message>
    <message>
        <source>Prices in %1 for a million tokens, as of %2; -: not known.</source>
        <translation>Precios en %1 por millón de tokens, a fecha de %2; -: no se conoce.</translation>
    </message>
    <message>
        <source>No provider of language models is chosen.</source>
        <translation>No se ha elegido ningún proveedor de modelos de lenguaje.</translation>
    </message>
    <message>
        <source>Choose one in the settings, or by --provider.</source>
        <translation>Elija uno en los ajustes o con --provider.</translation>
    </message>
    <message>
        <source>Agreed for this engagement: prompts may go to %1.</source>
        <translation>Consentimiento dado para este proyecto: las consultas pueden ir a %1.</translation>
    </message>
    <message>
        <source>Withdrawn: from here on nothing of this engagement is sent to a language model that only the settings name.</source>
        <translation>Retirado: a partir de ahora nada de este proyecto se envía a un modelo de lenguaje que solo indiquen los ajustes.</translation>
    </message>
    <message>
        <source>language models: test the one that is set, list what its provider has, agree to what it is sent</source>
        <translation>modelos de lenguaje: probar el configurado, listar los que tiene su proveedor, consentir lo que se le envía</translation>
    </message>
    <message>
        <source>list: text (the default), json or csv.</source>
        <translation>list: text (por defecto), json o csv.</translation>
    </message>
    <message>
        <source>test, by one short call that may cost a few tokens; list, with prices where they are known; agree, that prompts of this engagement may go to it; withdraw that.</source>
        <translation>test: con una llamada breve que puede costar unos pocos tokens; list: con precios donde se conocen; agree: que las consultas de este proyecto puedan ir a él; withdraw: retirarlo.</translation>
    </message>
    <message>
        <source>What shall be done with the models?</source>
        <translation>¿Qué se debe hacer con los modelos?</translation>
    </message>
    <message>
        <source>consultantos-cli models test | list | agree | withdraw</source>
        <translation>consultantos-cli models test | list | agree | withdraw</translation>
    </message>
    <message>
        <source>No monitor is due.</source>
        <translation>Ningún seguimiento está pendiente.</translation>
    </message>
    <message>
        <source>The monitor is there; its first check is due now: consultantos-cli monitor check --due</source>
        <translation>El seguimiento está creado; su primera comprobación corresponde ahora: consultantos-cli monitor check --due</translation>
    </message>
    <message>
        <source>watch companies on a schedule</source>
        <translation>seguir empresas según una programación</translation>
    </message>
    <message>
        <source>check: all that are due.</source>
        <translation>check: todos los pendientes.</translation>
    </message>
    <message>
        <source>What to do; a monitor is named by its name or the first characters of its id.</source>
        <translation>Qué hacer; un seguimiento se indica por su nombre o los primeros caracteres de su identificador.</translation>
    </message>
    <message>
        <source>consultantos-cli monitor add COMPANY | list | show ID | edit ID | pause ID | resume ID | remove ID | check ID… | check --due | figures</source>
        <translation>consultantos-cli monitor add COMPANY | list | show ID | edit ID | pause ID | resume ID | remove ID | check ID… | check --due | figures</translation>
    </message>
    <message>
        <source>What shall be done with monitors?</source>
        <translation>¿Qué se debe hacer con los seguimientos?</translation>
    </message>
    <message>
        <source>Monitors can&apos;t be &quot;%1&quot;.</source>
        <translation>monitor no admite «%1».</translation>
    </message>
    <message>
        <source>monitor %1 has the wrong number of arguments.</source>
        <translation>monitor %1 tiene un número de argumentos incorrecto.</translation>
    </message>
    <message>
        <source>No monitor is there.</source>
        <translation>No hay ningún seguimiento.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no number.</source>
        <translation>«%1» no es un número.</translation>
    </message>
    <message>
        <source>--watch can&apos;t be &quot;%1&quot;: it names %2.</source>
        <translation>--watch no admite «%1»: indica %2.</translation>
    </message>
    <message>
        <source>--line is FIGURE=VALUE, such as operating_margin=30%; &quot;%1&quot; is not.</source>
        <translation>--line es FIGURE=VALUE, p. ej., operating_margin=30%; «%1» no lo es.</translation>
    </message>
    <message>
        <source>--threshold is relative=5%,absolute=1e9,points=1%,score=0.1 or some of these; &quot;%1&quot; is not.</source>
        <translation>--threshold es relative=5%,absolute=1e9,points=1%,score=0.1 o parte de ello; «%1» no lo es.</translation>
    </message>
    <message>
        <source>--every and --cron exclude each other.</source>
        <translation>--every y --cron se excluyen mutuamente.</translation>
    </message>
    <message>
        <source>--jitter is a number of seconds.</source>
        <translation>--jitter es un número de segundos.</translation>
    </message>
    <message>
        <source>add, edit: what it is called (the company&apos;s name).</source>
        <translation>add, edit: cómo se llama (por defecto, el nombre de la empresa).</translation>
    </message>
    <message>
        <source>add, edit: of filings,figures,quarters,news,risk-factors those to watch (filings,figures).</source>
        <translation>add, edit: qué seguir de filings,figures,quarters,news,risk-factors (por defecto, filings,figures).</translation>
    </message>
    <message>
        <source>add, edit: which figures, such as revenue,operating_margin; &quot;monitor figures&quot; lists them (the usual ones).</source>
        <translation>add, edit: qué cifras, p. ej., revenue,operating_margin; «monitor figures» las muestra (por defecto, las habituales).</translation>
    </message>
    <message>
        <source>add, edit: frameworks whose scores are watched.</source>
        <translation>add, edit: métodos cuyas puntuaciones se siguen.</translation>
    </message>
    <message>
        <source>add, edit: FIGURE=VALUE that shouldn&apos;t be passed unnoticed; may be repeated.</source>
        <translation>add, edit: FIGURE=VALUE, umbral que no debe cruzarse inadvertidamente; puede repetirse.</translation>
    </message>
    <message>
        <source>add, edit: from when on a change matters: relative=5%,absolute=0,points=1%,score=0.1.</source>
        <translation>add, edit: a partir de cuándo importa una variación: relative=5%,absolute=0,points=1%,score=0.1.</translation>
    </message>
    <message>
        <source>add, edit: how often, such as 30m, 6h, 1d, 2w (1d).</source>
        <translation>add, edit: con qué frecuencia, p. ej., 30m, 6h, 1d, 2w (por defecto, 1d).</translation>
    </message>
    <message>
        <source>add, edit: five fields instead, such as &quot;30 7 * * mon-fri&quot;.</source>
        <translation>add, edit: cinco campos en su lugar, p. ej., &quot;30 7 * * mon-fri&quot;.</translation>
    </message>
    <message>
        <source>add, edit: whose clocks that follows (the system&apos;s).</source>
        <translation>add, edit: qué zona horaria sigue (por defecto, la del sistema).</translation>
    </message>
    <message>
        <source>add, edit: up to how many seconds late (300).</source>
        <translation>add, edit: hasta cuántos segundos de retraso (por defecto, 300).</translation>
    </message>
    <message>
        <source>add, edit: address that gets each alert as JSON.</source>
        <translation>add, edit: dirección que recibe cada alerta como JSON.</translation>
    </message>
    <message>
        <source>add, edit: address that gets them by mail; may be repeated.</source>
        <translation>add, edit: dirección que las recibe por correo; puede repetirse.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no span of time such as 30m, 6h, 1d or 2w.</source>
        <translation>«%1» no es un intervalo de tiempo como 30m, 6h, 1d o 2w.</translation>
    </message>
    <message>
        <source>Uptime</source>
        <translation>Disponibilidad</translation>
    </message>
    <message>
        <source>nothing ran in the last day</source>
        <translation>nada estuvo en marcha durante el último día</translation>
    </message>
    <message>
        <source>up for %1 % of the last day&apos;s running time; unexpected ends: %2, seconds down: %3</source>
        <translation>disponible el %1&#xa0;% del tiempo de ejecución del último día; finales inesperados: %2, segundos sin servicio: %3</translation>
    </message>
    <message>
        <source>Look into logs and crashes of the data folder; let a service manager start the server again.</source>
        <translation>Mire en logs y crashes de la carpeta de datos; deje que un gestor de servicios vuelva a iniciar el servidor.</translation>
    </message>
    <message>
        <source>Usage: consultantos-cli [options] COMMAND [arguments]</source>
        <translation>Uso: consultantos-cli [opciones] ORDEN [argumentos]</translation>
    </message>
    <message>
        <source>Analyses of companies whose every number traces to its source.</source>
        <translation>Análisis de empresas en los que cada cifra lleva hasta su fuente.</translation>
    </message>
    <message>
        <source>Commands:</source>
        <translation>Órdenes:</translation>
    </message>
    <message>
        <source>Options, anywhere on the line:</source>
        <translation>Opciones, en cualquier lugar de la línea:</translation>
    </message>
    <message>
        <source>keep library, facts and settings in this folder</source>
        <translation>guardar biblioteca, datos y ajustes en esta carpeta</translation>
    </message>
    <message>
        <source>work in this client&apos;s own stores, begun if new</source>
        <translation>trabajar en los almacenes propios de este cliente; se crean si es nuevo</translation>
    </message>
    <message>
        <source>work in a team&apos;s store: postgresql://user@host:port/database</source>
        <translation>trabajar en el almacén de un equipo: postgresql://user@host:port/database</translation>
    </message>
    <message>
        <source>system, en, de, fr or es: of messages; --report-language is that of reports</source>
        <translation>system, en, de, fr o es: de los mensajes; --report-language es el de los informes</translation>
    </message>
    <message>
        <source>let nothing out to the network</source>
        <translation>no dejar salir nada a la red</translation>
    </message>
    <message>
        <source>no progress, only errors</source>
        <translation>sin progreso, solo errores</translation>
    </message>
    <message>
        <source>this help, or that of the command</source>
        <translation>esta ayuda, o la de la orden</translation>
    </message>
    <message>
        <source>versions of program, commit and libraries; --format json</source>
        <translation>versiones del programa, del commit y de las bibliotecas; --format json</translation>
    </message>
    <message>
        <source>Exit codes: 0 done, 1 failed, 2 wrong usage, 3 partial result, 130 interrupted.</source>
        <translation>Códigos de salida: 0 hecho, 1 error, 2 uso incorrecto, 3 resultado parcial, 130 interrumpido.</translation>
    </message>
    <message>
        <source>Keep library, facts and settings in this folder.</source>
        <translation>Guardar biblioteca, datos y ajustes en esta carpeta.</translation>
    </message>
    <message>
        <source>Work in this client&apos;s own stores, begun if new.</source>
        <translation>Trabajar en los almacenes propios de este cliente; se crean si es nuevo.</translation>
    </message>
    <message>
        <source>Work in a team&apos;s store: postgresql://user@host:port/database.</source>
        <translation>Trabajar en el almacén de un equipo: postgresql://user@host:port/database.</translation>
    </message>
    <message>
        <source>Language of messages: system, en, de, fr or es.</source>
        <translation>Idioma de los mensajes: system, en, de, fr o es.</translation>
    </message>
    <message>
        <source>Let nothing out to the network.</source>
        <translation>No dejar salir nada a la red.</translation>
    </message>
    <message>
        <source>No progress, only errors.</source>
        <translation>Sin progreso, solo errores.</translation>
    </message>
    <message>
        <source>This help.</source>
        <translation>Esta ayuda.</translation>
    </message>
    <message>
        <source>consultantos-cli --help lists the commands and options.</source>
        <translation>consultantos-cli --help muestra las órdenes y opciones.</translation>
    </message>
    <message>
        <source>--version knows --format text and json alone.</source>
        <translation>--version solo admite --format text y json.</translation>
    </message>
    <message>
        <source>No command is given.</source>
        <translation>No se ha indicado ninguna orden.</translation>
    </message>
    <message>
        <source>The option %1 is not known.</source>
        <translation>La opción %1 no se conoce.</translation>
    </message>
    <message>
        <source>The command &quot;%1&quot; is not known.</source>
        <translation>La orden «%1» no se conoce.</translation>
    </message>
    <message>
        <source>consultantos-cli %1 --help lists the options.</source>
        <translation>consultantos-cli %1 --help muestra las opciones.</translation>
    </message>
    <message>
        <source>waiting</source>
        <translation>en espera</translation>
    </message>
    <message>
        <source>running</source>
        <translation>en curso</translation>
    </message>
    <message>
        <source>done</source>
        <translation>hecho</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>fallido</translation>
    </message>
    <message>
        <source>timed out</source>
        <translation>tiempo agotado</translation>
    </message>
    <message>
        <source>cancelled</source>
        <translation>cancelado</translation>
    </message>
    <message>
        <source>skipped</source>
        <translation>omitido</translation>
    </message>
    <message>
        <source>The team&apos;s queue can&apos;t be reached; the order is kept, and is waited for.</source>
        <translation>No se puede acceder a la cola del equipo; la solicitud se conserva y se espera su resultado.</translation>
    </message>
    <message>
        <source>The analysis was cancelled.</source>
        <translation>El análisis se canceló.</translation>
    </message>
    <message>
        <source>fact</source>
        <translation>dato</translation>
    </message>
    <message>
        <source>weight</source>
        <translation>peso</translation>
    </message>
    <message>
        <source>score</source>
        <translation>puntuación</translation>
    </message>
    <message>
        <source>figure</source>
        <translation>indicador</translation>
    </message>
    <message>
        <source>statement</source>
        <translation>afirmación</translation>
    </message>
    <message>
        <source>row added</source>
        <translation>fila añadida</translation>
    </message>
    <message>
        <source>row removed</source>
        <translation>fila eliminada</translation>
    </message>
    <message>
        <source>formula</source>
        <translation>fórmula</translation>
    </message>
    <message>
        <source>text</source>
        <translation>texto</translation>
    </message>
    <message>
        <source>(not there)</source>
        <translation>(no está)</translation>
    </message>
    <message>
        <source>no longer derivable</source>
        <translation>ya no se puede deducir</translation>
    </message>
    <message>
        <source>Can&apos;t be taken over: %1</source>
        <translation>No se puede incorporar: %1</translation>
    </message>
    <message>
        <source>Moves no score.</source>
        <translation>No cambia ninguna puntuación.</translation>
    </message>
    <message>
        <source>The workbook has no change %1.</source>
        <translation>El libro no tiene ningún cambio %1.</translation>
    </message>
    <message>
        <source>Say --accept all, or numbers of the list such as 1,3.</source>
        <translation>Indique --accept all o números de la lista, p. ej., 1,3.</translation>
    </message>
    <message>
        <source>The workbook says what the report says.</source>
        <translation>El libro dice lo mismo que el informe.</translation>
    </message>
    <message>
        <source>read-back: take these changes over into the report: all, or numbers such as 1,3.</source>
        <translation>read-back: incorporar estos cambios al informe: all o números, p. ej., 1,3.</translation>
    </message>
    <message>
        <source>method</source>
        <translation>procedimiento</translation>
    </message>
    <message>
        <source>model</source>
        <translation>modelo</translation>
    </message>
    <message>
        <source>edit</source>
        <translation>modificación</translation>
    </message>
    <message>
        <source>The reports say the same.</source>
        <translation>Los informes dicen lo mismo.</translation>
    </message>
    <message>
        <source>What they were made of differs in:</source>
        <translation>Sus bases difieren en:</translation>
    </message>
    <message>
        <source>--%1 takes a number such as 3.5, 550M or 12%.</source>
        <translation>--%1 admite un número, p. ej., 3.5, 550M o 12%.</translation>
    </message>
    <message>
        <source>the facts say otherwise</source>
        <translation>los datos dicen otra cosa</translation>
    </message>
    <message>
        <source>applied</source>
        <translation>aplicado</translation>
    </message>
    <message>
        <source>CONFLICT</source>
        <translation>CONFLICTO</translation>
    </message>
    <message>
        <source>not in this report</source>
        <translation>no está en este informe</translation>
    </message>
    <message>
        <source>target</source>
        <translation>lugar</translation>
    </message>
    <message>
        <source>theirs</source>
        <translation>fijado</translation>
    </message>
    <message>
        <source>computed then</source>
        <translation>calculado entonces</translation>
    </message>
    <message>
        <source>computed now</source>
        <translation>calculado ahora</translation>
    </message>
    <message>
        <source>by</source>
        <translation>por</translation>
    </message>
    <message>
        <source>note</source>
        <translation>nota</translation>
    </message>
    <message>
        <source>answered: %1 (%2)</source>
        <translation>respondida: %1 (%2)</translation>
    </message>
    <message>
        <source>says</source>
        <translation>dice</translation>
    </message>
    <message>
        <source>%1 is as it was computed.</source>
        <translation>%1 está tal como se calculó.</translation>
    </message>
    <message>
        <source>%1 is set by %2: %3</source>
        <translation>%1 lo fijó %2: %3</translation>
    </message>
    <message>
        <source>computed: %1</source>
        <translation>calculado: %1</translation>
    </message>
    <message>
        <source>%1: %2. %3</source>
        <translation>%1: %2. %3</translation>
    </message>
    <message>
        <source>Say one of --text, --score and --weight.</source>
        <translation>Indique una de --text, --score y --weight.</translation>
    </message>
    <message>
        <source>before</source>
        <translation>antes</translation>
    </message>
    <message>
        <source>now</source>
        <translation>ahora</translation>
    </message>
    <message>
        <source>Recomputed in %1 ms.</source>
        <translation>Recalculado en %1 ms.</translation>
    </message>
    <message>
        <source>Taken in, but still asked for: %1. A judgement from one to five settles it, too: --value 1…5 --unit score.</source>
        <translation>Incorporado, pero aún se pide: %1. También lo aclara un juicio de uno a cinco: --value 1…5 --unit score.</translation>
    </message>
    <message>
        <source>edit, resolve: the sentence to put there.</source>
        <translation>edit, resolve: la frase que se debe poner ahí.</translation>
    </message>
    <message>
        <source>edit, resolve: the section&apos;s score, on its scale.</source>
        <translation>edit, resolve: la puntuación de la sección, en su escala.</translation>
    </message>
    <message>
        <source>edit, resolve: the driver&apos;s share of its score, 0 to 1.</source>
        <translation>edit, resolve: la parte del factor en su puntuación, de 0 a 1.</translation>
    </message>
    <message>
        <source>edit, resolve: why.</source>
        <translation>edit, resolve: por qué.</translation>
    </message>
    <message>
        <source>edit, resolve, answer, read-back: whose it is (the machine&apos;s user if not said).</source>
        <translation>edit, resolve, answer, read-back: de quién procede (si no se indica, el usuario del ordenador).</translation>
    </message>
    <message>
        <source>resolve: the person&apos;s version stays.</source>
        <translation>resolve: se mantiene la versión de la persona.</translation>
    </message>
    <message>
        <source>resolve: what is computed now takes its place.</source>
        <translation>resolve: la sustituye lo calculado ahora.</translation>
    </message>
    <message>
        <source>answer: the value, such as 550M, 12% or, of a driver, 1 to 5.</source>
        <translation>answer: el valor, p. ej., 550M, 12% o, de un factor, de 1 a 5.</translation>
    </message>
    <message>
        <source>answer: what the value is in, if it isn&apos;t what is asked for.</source>
        <translation>answer: en qué unidad está el valor, si no es la que se pide.</translation>
    </message>
    <message>
        <source>answer: the year, such as FY2024 (the latest if not said).</source>
        <translation>answer: el año, p. ej., FY2024 (el último si no se indica).</translation>
    </message>
    <message>
        <source>answer: which of several missing lines the value is of.</source>
        <translation>answer: de cuál de varias partidas que faltan es el valor.</translation>
    </message>
    <message>
        <source>answer: where the value is from; or a file, which is taken in.</source>
        <translation>answer: de dónde procede el valor; o un archivo, que se incorpora.</translation>
    </message>
    <message>
        <source>consultantos-cli library list shows what is there.</source>
        <translation>consultantos-cli library list muestra lo que hay.</translation>
    </message>
    <message>
        <source>No report has the id &quot;%1&quot;.</source>
        <translation>Ningún informe tiene el identificador «%1».</translation>
    </message>
    <message>
        <source>%1 reports have an id that begins with &quot;%2&quot;.</source>
        <translation>%1 informes tienen un identificador que empieza por «%2».</translation>
    </message>
    <message>
        <source>Keep it in this report of the library, with what it rests on, in place of an earlier one.</source>
        <translation>Conservarlo en este informe de la biblioteca, con aquello en lo que se apoya, en lugar de uno anterior.</translation>
    </message>
    <message>
        <source>Kept in the report %1.</source>
        <translation>Conservado en el informe %1.</translation>
    </message>
    <message>
        <source>Several reports need a folder.</source>
        <translation>Varios informes necesitan una carpeta.</translation>
    </message>
    <message>
        <source>Name it by --output FOLDER.</source>
        <translation>Indíquela con --output CARPETA.</translation>
    </message>
    <message>
        <source>The format %1 is not for a terminal&apos;s eyes.</source>
        <translation>El formato %1 no es legible en un terminal.</translation>
    </message>
    <message>
        <source>Name its file by --output FILE, or redirect the output.</source>
        <translation>Indique su archivo con --output ARCHIVO o redirija la salida.</translation>
    </message>
    <message>
        <source>The folder %1 could not be made.</source>
        <translation>No se pudo crear la carpeta %1.</translation>
    </message>
    <message>
        <source>Nothing was analysed. Choose another place by --output.</source>
        <translation>No se analizó nada. Elija otro lugar con --output.</translation>
    </message>
    <message>
        <source>The report could not be written to the standard output.</source>
        <translation>No se pudo escribir el informe en la salida estándar.</translation>
    </message>
    <message>
        <source>Make room, or name a file by --output.</source>
        <translation>Libere espacio o indique un archivo con --output.</translation>
    </message>
    <message>
        <source>Language of the report, not of messages: %1.</source>
        <translation>Idioma del informe, no de los mensajes: %1.</translation>
    </message>
    <message>
        <source>%1 of %2 years</source>
        <translation>%1 de %2 años</translation>
    </message>
    <message>
        <source>turns</source>
        <translation>cambia</translation>
    </message>
    <message>
        <source>change</source>
        <translation>variación</translation>
    </message>
    <message>
        <source>as far before</source>
        <translation>ya alcanzada en</translation>
    </message>
    <message>
        <source>request</source>
        <translation>solicitud</translation>
    </message>
    <message>
        <source>narrows</source>
        <translation>acota</translation>
    </message>
    <message>
        <source>what would settle it</source>
        <translation>qué lo aclararía</translation>
    </message>
    <message>
        <source>open</source>
        <translation>abierta</translation>
    </message>
    <message>
        <source>speaks for it</source>
        <translation>habla a favor</translation>
    </message>
    <message>
        <source>speaks against it</source>
        <translation>habla en contra</translation>
    </message>
    <message>
        <source>settled by</source>
        <translation>aclarado por</translation>
    </message>
    <message>
        <source>rule</source>
        <translation>regla</translation>
    </message>
    <message>
        <source>found</source>
        <translation>hallado</translation>
    </message>
    <message>
        <source>put a backup in the place of the data folder&apos;s content</source>
        <translation>poner una copia de seguridad en lugar del contenido de la carpeta de datos</translation>
    </message>
    <message>
        <source>The archive of a backup.</source>
        <translation>El archivo comprimido de una copia de seguridad.</translation>
    </message>
    <message>
        <source>Put it into this new folder and leave the data folder alone.</source>
        <translation>Ponerla en esta carpeta nueva sin tocar la carpeta de datos.</translation>
    </message>
    <message>
        <source>Only look whether the archive is whole.</source>
        <translation>Solo mirar si el archivo comprimido está íntegro.</translation>
    </message>
    <message>
        <source>restore takes one file.</source>
        <translation>restore admite un archivo.</translation>
    </message>
    <message>
        <source>consultantos-cli restore FILE [--into FOLDER | --verify]</source>
        <translation>consultantos-cli restore FILE [--into FOLDER | --verify]</translation>
    </message>
    <message>
        <source>For one engagement: consultantos-cli engagement import.</source>
        <translation>Para un proyecto: consultantos-cli engagement import.</translation>
    </message>
    <message>
        <source>%1 is whole: files %2, %3 of data, of %4.</source>
        <translation>%1 está íntegro: archivos %2, %3 de datos, del %4.</translation>
    </message>
    <message>
        <source>%1 has the state of %2.</source>
        <translation>%1 tiene el estado del %2.</translation>
    </message>
    <message>
        <source>never</source>
        <translation>nunca</translation>
    </message>
    <message>
        <source>what</source>
        <translation>qué</translation>
    </message>
    <message>
        <source>after days</source>
        <translation>a los (días)</translation>
    </message>
    <message>
        <source>went</source>
        <translation>eliminado</translation>
    </message>
    <message>
        <source>would go</source>
        <translation>se eliminaría</translation>
    </message>
    <message>
        <source>spared</source>
        <translation>preservado</translation>
    </message>
    <message>
        <source>oldest</source>
        <translation>más antiguo</translation>
    </message>
    <message>
        <source>Nothing was deleted; --apply does it.</source>
        <translation>No se eliminó nada; --apply lo hace.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no rule; nothing was changed.</source>
        <translation>«%1» no es una regla; no se cambió nada.</translation>
    </message>
    <message>
        <source>A rule is WHAT=DAYS or WHAT=default, WHAT among conversations, reports, deleted_reports, jobs, metrics, ledger.</source>
        <translation>Una regla es QUÉ=DÍAS o QUÉ=default, donde QUÉ es conversations, reports, deleted_reports, jobs, metrics o ledger.</translation>
    </message>
    <message>
        <source>show or delete what has outlived its rule</source>
        <translation>mostrar o eliminar lo que ha superado su plazo de conservación</translation>
    </message>
    <message>
        <source>Only say what would go (the default).</source>
        <translation>Solo decir lo que se eliminaría (por defecto).</translation>
    </message>
    <message>
        <source>Delete it.</source>
        <translation>Eliminarlo.</translation>
    </message>
    <message>
        <source>A rule for this engagement, such as reports=365; 0 is never, &quot;default&quot; that of the settings.</source>
        <translation>Una regla para este proyecto, p. ej., reports=365; 0 es nunca, «default» la de los ajustes.</translation>
    </message>
    <message>
        <source>Never delete this report or conversation by a rule.</source>
        <translation>No eliminar nunca este informe o conversación por una regla.</translation>
    </message>
    <message>
        <source>Take that back.</source>
        <translation>Revocar lo anterior.</translation>
    </message>
    <message>
        <source>retention takes options only.</source>
        <translation>retention solo admite opciones.</translation>
    </message>
    <message>
        <source>consultantos-cli retention [--dry-run | --apply]</source>
        <translation>consultantos-cli retention [--dry-run | --apply]</translation>
    </message>
    <message>
        <source>--draws and --seed take whole numbers.</source>
        <translation>--draws y --seed admiten números enteros.</translation>
    </message>
    <message>
        <source>--method is random or sobol.</source>
        <translation>--method es random o sobol.</translation>
    </message>
    <message>
        <source>Name the driver to change and the value to reach.</source>
        <translation>Indique el factor que se debe cambiar y el valor que se debe alcanzar.</translation>
    </message>
    <message>
        <source>consultantos-cli scenario goal-seek FILE --driver NAME --target NUMBER [--output NAME]</source>
        <translation>consultantos-cli scenario goal-seek FILE --driver NAME --target NUMBER [--output NAME]</translation>
    </message>
    <message>
        <source>run a scenario model, decision tree or market sizing</source>
        <translation>calcular un modelo de escenarios, un árbol de decisión o un tamaño de mercado</translation>
    </message>
    <message>
        <source>Draws, 10000 if not given.</source>
        <translation>Simulaciones; 10000 si no se indica.</translation>
    </message>
    <message>
        <source>Seed of the draws, 1 if not given.</source>
        <translation>Semilla de las simulaciones; 1 si no se indica.</translation>
    </message>
    <message>
        <source>sobol (the default) or random.</source>
        <translation>sobol (por defecto) o random.</translation>
    </message>
    <message>
        <source>Write the assumptions and live formulas of a scenario as XLSX, too.</source>
        <translation>Escribir también como XLSX los supuestos y las fórmulas activas de un escenario.</translation>
    </message>
    <message>
        <source>goal-seek: the driver to change.</source>
        <translation>goal-seek: el factor que se debe cambiar.</translation>
    </message>
    <message>
        <source>goal-seek: the value to reach; 0 of a profit is its break-even.</source>
        <translation>goal-seek: el valor que se debe alcanzar; 0 en un beneficio es su umbral de rentabilidad.</translation>
    </message>
    <message>
        <source>goal-seek: what reaches it, the main output if not given.</source>
        <translation>goal-seek: qué debe alcanzarlo; si no se indica, el resultado principal.</translation>
    </message>
    <message>
        <source>Run the model of a file.</source>
        <translation>Calcular el modelo de un archivo.</translation>
    </message>
    <message>
        <source>Name what to do and one file.</source>
        <translation>Indique qué hacer y un archivo.</translation>
    </message>
    <message>
        <source>consultantos-cli scenario run FILE [--draws N] [--seed N] [--format json]</source>
        <translation>consultantos-cli scenario run FILE [--draws N] [--seed N] [--format json]</translation>
    </message>
    <message>
        <source>--keep is for scenarios and market sizes.</source>
        <translation>--keep es para escenarios y tamaños de mercado.</translation>
    </message>
    <message>
        <source>consultantos-cli scenario run FILE --keep REPORT</source>
        <translation>consultantos-cli scenario run FILE --keep REPORT</translation>
    </message>
    <message>
        <source>%1 is too large for a report.</source>
        <translation>%1 es demasiado grande para ser un informe.</translation>
    </message>
    <message>
        <source>%1 was changed after it was sealed.</source>
        <translation>%1 se modificó después de sellarse.</translation>
    </message>
    <message>
        <source>%1 is intact, but this program can&apos;t rebuild its report.</source>
        <translation>%1 está íntegro, pero este programa no puede reconstruir su informe.</translation>
    </message>
    <message>
        <source>%1 is intact, but its report is not what its evidence gives.</source>
        <translation>%1 está íntegro, pero su informe no es el que se deriva de su evidencia.</translation>
    </message>
    <message>
        <source>Someone sealed a report that was edited.</source>
        <translation>Alguien selló un informe que había sido modificado.</translation>
    </message>
    <message>
        <source>The report is not signed.</source>
        <translation>El informe no está firmado.</translation>
    </message>
    <message>
        <source>The report is signed by another key: %1</source>
        <translation>El informe está firmado con otra clave: %1</translation>
    </message>
    <message>
        <source>A sealed report is replayed as another format.</source>
        <translation>Un informe sellado se reproduce en otro formato.</translation>
    </message>
    <message>
        <source>Choose json, md or html by --format.</source>
        <translation>Elija json, md o html con --format.</translation>
    </message>
    <message>
        <source>Verified: every byte is as it was sealed, and the report of %1 (%2) was rebuilt to the byte.
</source>
        <translation>Verificado: cada byte está tal como se selló, y el informe de %1 (%2) se reconstruyó byte a byte.
</translation>
    </message>
    <message>
        <source>Signed by %1</source>
        <translation>Firmado por %1</translation>
    </message>
    <message>
        <source>Not signed: hashes show damage, not who sealed it. See analyze --sign.</source>
        <translation>Sin firmar: los hashes revelan daños, no quién lo selló. Véase analyze --sign.</translation>
    </message>
    <message>
        <source>Nothing was recorded of this analysis.</source>
        <translation>De este análisis no se registró nada.</translation>
    </message>
    <message>
        <source>--tls-cert and --tls-key belong together.</source>
        <translation>--tls-cert y --tls-key van juntos.</translation>
    </message>
    <message>
        <source>serve the HTTP API until interrupted</source>
        <translation>servir la API HTTP hasta que se interrumpa</translation>
    </message>
    <message>
        <source>Address to listen on (127.0.0.1: this machine alone).</source>
        <translation>Dirección en la que escuchar (127.0.0.1: solo este ordenador).</translation>
    </message>
    <message>
        <source>Port (of the settings, 8080); 0: any that is free.</source>
        <translation>Puerto (de los ajustes, 8080); 0: cualquiera que esté libre.</translation>
    </message>
    <message>
        <source>Requests a minute of each token; 0: without limit.</source>
        <translation>Peticiones por minuto de cada token; 0: sin límite.</translation>
    </message>
    <message>
        <source>Certificate with its chain, PEM.</source>
        <translation>Certificado con su cadena, PEM.</translation>
    </message>
    <message>
        <source>Its key, PEM, without a passphrase.</source>
        <translation>Su clave, PEM, sin frase de contraseña.</translation>
    </message>
    <message>
        <source>Further name of this server; may be repeated.</source>
        <translation>Otro nombre de este servidor; puede repetirse.</translation>
    </message>
    <message>
        <source>Origin whose pages may ask, e.g. https://intranet; may be repeated.</source>
        <translation>Origen cuyas páginas pueden hacer peticiones, p. ej., https://intranet; puede repetirse.</translation>
    </message>
    <message>
        <source>Ask for no token, on this machine alone.</source>
        <translation>No pedir ningún token, solo en este ordenador.</translation>
    </message>
    <message>
        <source>Allow other machines without TLS: behind a proxy alone.</source>
        <translation>Permitir otros ordenadores sin TLS: solo detrás de un proxy.</translation>
    </message>
    <message>
        <source>Print method, path and scope of each request, and end.</source>
        <translation>Mostrar método, ruta y ámbito de cada petición, y terminar.</translation>
    </message>
    <message>
        <source>serve takes no arguments.</source>
        <translation>serve no admite argumentos.</translation>
    </message>
    <message>
        <source>consultantos-cli serve --help lists the options.</source>
        <translation>consultantos-cli serve --help muestra las opciones.</translation>
    </message>
    <message>
        <source>Serving on %1; Ctrl-C ends it.</source>
        <translation>Servidor activo en %1; Ctrl-C lo termina.</translation>
    </message>
    <message>
        <source>The token is in %1.</source>
        <translation>El token está en %1.</translation>
    </message>
    <message>
        <source>Ending: what is under way is finished first.</source>
        <translation>Terminando: primero se acaba lo que está en curso.</translation>
    </message>
    <message>
        <source>Nothing was fetched: no source of filings is switched on.</source>
        <translation>No se obtuvo nada: no hay ninguna fuente de presentaciones regulatorias activada.</translation>
    </message>
    <message>
        <source>consultantos-cli sources list names them and their settings.</source>
        <translation>consultantos-cli sources list las enumera con sus ajustes.</translation>
    </message>
    <message>
        <source>The program is offline: none of them is asked.</source>
        <translation>El programa está sin conexión: no se consulta ninguna de ellas.</translation>
    </message>
    <message>
        <source>There is no source called &quot;%1&quot;.</source>
        <translation>No hay ninguna fuente llamada «%1».</translation>
    </message>
    <message>
        <source>No source is switched on. Name one to try it: consultantos-cli sources test gdelt</source>
        <translation>No hay ninguna fuente activada. Indique una para probarla: consultantos-cli sources test gdelt</translation>
    </message>
    <message>
        <source>works</source>
        <translation>funciona</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no date.</source>
        <translation>«%1» no es una fecha.</translation>
    </message>
    <message>
        <source>Write it as 2026-01-31.</source>
        <translation>Escríbala como 2026-01-31.</translation>
    </message>
    <message>
        <source>No request in the ledger matches.</source>
        <translation>Ninguna petición del registro coincide.</translation>
    </message>
    <message>
        <source>Nothing has left this computer.</source>
        <translation>Nada ha salido de este ordenador.</translation>
    </message>
    <message>
        <source>sources of the network: list, test, fetch, and what left the machine</source>
        <translation>fuentes de la red: listar, probar, obtener, y lo que ha salido del ordenador</translation>
    </message>
    <message>
        <source>list: text (the default) or json; ledger: text, csv or json.</source>
        <translation>list: text (por defecto) o json; ledger: text, csv o json.</translation>
    </message>
    <message>
        <source>ledger: since this day, e.g. 2026-01-31 (UTC).</source>
        <translation>ledger: desde este día, p. ej., 2026-01-31 (UTC).</translation>
    </message>
    <message>
        <source>ledger: of this source or kind alone, e.g. sec_edgar.</source>
        <translation>ledger: solo de esta fuente o tipo, p. ej., sec_edgar.</translation>
    </message>
    <message>
        <source>ledger: for the report with this id alone.</source>
        <translation>ledger: solo para el informe con este identificador.</translation>
    </message>
    <message>
        <source>list; test, all that are on or those named; ledger, what left the machine; fetch, a company&apos;s figures and newest reports into the stores.</source>
        <translation>list; test: todas las activadas o las indicadas; ledger: lo que ha salido del ordenador; fetch: las cifras y los informes más recientes de una empresa a los almacenes.</translation>
    </message>
    <message>
        <source>consultantos-cli sources list | test [ID...] | ledger | fetch COMPANY</source>
        <translation>consultantos-cli sources list | test [ID...] | ledger | fetch COMPANY</translation>
    </message>
    <message>
        <source>What shall be done with the sources?</source>
        <translation>¿Qué se debe hacer con las fuentes?</translation>
    </message>
    <message>
        <source>Sources can&apos;t &quot;%1&quot;.</source>
        <translation>sources no admite «%1».</translation>
    </message>
    <message>
        <source>sources %1 has the wrong number of arguments.</source>
        <translation>sources %1 tiene un número de argumentos incorrecto.</translation>
    </message>
    <message>
        <source>cache</source>
        <translation>caché</translation>
    </message>
    <message>
        <source>free</source>
        <translation>libre</translation>
    </message>
    <message>
        <source>show what the data takes, give back what it no longer needs, or copy it to a team&apos;s store and back</source>
        <translation>mostrar lo que ocupan los datos, liberar lo que ya no necesitan o copiarlos al almacén de un equipo y de vuelta</translation>
    </message>
    <message>
        <source>sizes, vacuum, or copy FROM TO.</source>
        <translation>sizes, vacuum o copy FROM TO.</translation>
    </message>
    <message>
        <source>store takes sizes, vacuum or copy.</source>
        <translation>store admite sizes, vacuum o copy.</translation>
    </message>
    <message>
        <source>consultantos-cli store sizes</source>
        <translation>consultantos-cli store sizes</translation>
    </message>
    <message>
        <source>Given back: %1.</source>
        <translation>Liberado: %1.</translation>
    </message>
    <message>
        <source>complete</source>
        <translation>completo</translation>
    </message>
    <message>
        <source>MISSING</source>
        <translation>FALTA</translation>
    </message>
    <message>
        <source>files</source>
        <translation>archivos</translation>
    </message>
    <message>
        <source>engagement</source>
        <translation>proyecto</translation>
    </message>
    <message>
        <source>at the source</source>
        <translation>en el origen</translation>
    </message>
    <message>
        <source>copied</source>
        <translation>copiado</translation>
    </message>
    <message>
        <source>at the target</source>
        <translation>en el destino</translation>
    </message>
    <message>
        <source>%1: documents whose file isn&apos;t kept at the source: %2.</source>
        <translation>%1: documentos cuyo archivo no se conserva en el origen: %2.</translation>
    </message>
    <message>
        <source>store copy takes two places, each a data folder or postgresql://…</source>
        <translation>store copy admite dos lugares, cada uno una carpeta de datos o postgresql://…</translation>
    </message>
    <message>
        <source>consultantos-cli store copy FROM TO [--engagement NAME]</source>
        <translation>consultantos-cli store copy FROM TO [--engagement NAME]</translation>
    </message>
    <message>
        <source>Source and target are the same.</source>
        <translation>El origen y el destino son el mismo.</translation>
    </message>
    <message>
        <source>There is no engagement &quot;%1&quot; in %2.</source>
        <translation>No hay ningún proyecto «%1» en %2.</translation>
    </message>
    <message>
        <source>Copying %1 …</source>
        <translation>Copiando %1…</translation>
    </message>
    <message>
        <source>What is complete stays; done again, the rest follows.</source>
        <translation>Lo que está completo se queda; al repetirlo, sigue el resto.</translation>
    </message>
    <message>
        <source>The format &quot;%1&quot; is not known here.</source>
        <translation>El formato «%1» no se conoce aquí.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no number of years; nothing was written.</source>
        <translation>«%1» no es un número de años; no se escribió nada.</translation>
    </message>
    <message>
        <source>%1 is there already; nothing was overwritten.</source>
        <translation>%1 ya existe; no se sobrescribió nada.</translation>
    </message>
    <message>
        <source>Name another file by --output.</source>
        <translation>Indique otro archivo con --output.</translation>
    </message>
    <message>
        <source>make a workbook to fill in for a company without filings</source>
        <translation>crear un libro para rellenar, para una empresa sin presentaciones regulatorias</translation>
    </message>
    <message>
        <source>File to write; %1 if none is named.</source>
        <translation>Archivo de destino; %1 si no se indica ninguno.</translation>
    </message>
    <message>
        <source>Name to fill in.</source>
        <translation>Nombre que se debe rellenar.</translation>
    </message>
    <message>
        <source>Number of fiscal years, %1 to %2; 5 if none is given.</source>
        <translation>Número de ejercicios, de %1 a %2; 5 si no se indica ninguno.</translation>
    </message>
    <message>
        <source>Currency to fill in: a code such as EUR.</source>
        <translation>Moneda que se debe rellenar: un código como EUR.</translation>
    </message>
    <message>
        <source>financials: statements, segments and competitors.</source>
        <translation>financials: estados financieros, segmentos y competidores.</translation>
    </message>
    <message>
        <source>There is a template for financials only.</source>
        <translation>Solo hay plantilla para financials.</translation>
    </message>
    <message>
        <source>consultantos-cli template financials</source>
        <translation>consultantos-cli template financials</translation>
    </message>
    <message>
        <source>Fill it in, save it, and import it: consultantos-cli import %1</source>
        <translation>Rellénelo, guárdelo e impórtelo: consultantos-cli import %1</translation>
    </message>
    <message>
        <source>Usage can&apos;t be told apart by &quot;%1&quot;.</source>
        <translation>El consumo no se puede desglosar por «%1».</translation>
    </message>
    <message>
        <source>Choose among agent, report, day, model.</source>
        <translation>Elija entre agent, report, day, model.</translation>
    </message>
    <message>
        <source>show what language models cost</source>
        <translation>mostrar lo que cuestan los modelos de lenguaje</translation>
    </message>
    <message>
        <source>Tell it apart by agent, report, day (UTC) or model.</source>
        <translation>Desglosar por agent, report, day (UTC) o model.</translation>
    </message>
    <message>
        <source>usage takes no argument.</source>
        <translation>usage no admite argumentos.</translation>
    </message>
    <message>
        <source>consultantos-cli usage [--by agent|report|day|model] [--format json]</source>
        <translation>consultantos-cli usage [--by agent|report|day|model] [--format json]</translation>
    </message>
    <message>
        <source>No language model has been called.</source>
        <translation>No se ha llamado a ningún modelo de lenguaje.</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>Rol</translation>
    </message>
    <message>
        <source>Since</source>
        <translation>Desde</translation>
    </message>
    <message>
        <source>Engagements</source>
        <translation>Proyectos</translation>
    </message>
    <message>
        <source>Token %1 of %2, until %3. It is shown this once:</source>
        <translation>Token %1 de %2, hasta el %3. Solo se muestra esta vez:</translation>
    </message>
    <message>
        <source>Label</source>
        <translation>Etiqueta</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Estado</translation>
    </message>
    <message>
        <source>Until</source>
        <translation>Hasta</translation>
    </message>
    <message>
        <source>add, list and remove a team&apos;s users, their roles and tokens</source>
        <translation>añadir, listar y quitar los usuarios de un equipo, sus roles y tokens</translation>
    </message>
    <message>
        <source>add, list, role, token, tokens, revoke, allow, disallow or remove.</source>
        <translation>add, list, role, token, tokens, revoke, allow, disallow o remove.</translation>
    </message>
    <message>
        <source>Of a new user: viewer, member (the default) or admin.</source>
        <translation>De un usuario nuevo: viewer, member (por defecto) o admin.</translation>
    </message>
    <message>
        <source>How long a new token is in force (90).</source>
        <translation>Cuántos días está vigente un token nuevo (90).</translation>
    </message>
    <message>
        <source>What a new token is for.</source>
        <translation>Para qué es un token nuevo.</translation>
    </message>
    <message>
        <source>users needs an action and what it is about.</source>
        <translation>users necesita una acción y a qué se refiere.</translation>
    </message>
    <message>
        <source>Assumptions are: %1.</source>
        <translation>Los supuestos son: %1.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; names no peer and multiple.</source>
        <translation>«%1» no indica ningún comparable con su múltiplo.</translation>
    </message>
    <message>
        <source>For example --peer Ford:price=12.5 or --peer Ford:ev_ebitda=5.2,pe=8; multiples are ev_ebitda, ev_ebit, ev_sales, pe and pb.</source>
        <translation>Por ejemplo, --peer Ford:price=12.5 o --peer Ford:ev_ebitda=5.2,pe=8; los múltiplos son ev_ebitda, ev_ebit, ev_sales, pe y pb.</translation>
    </message>
    <message>
        <source>value a company by its cash flows, with the source of each assumption</source>
        <translation>valorar una empresa por sus flujos de caja, con la fuente de cada supuesto</translation>
    </message>
    <message>
        <source>An assumption of your own, e.g. wacc=0.09. May stand several times.</source>
        <translation>Un supuesto propio, p. ej., wacc=0.09. Puede indicarse varias veces.</translation>
    </message>
    <message>
        <source>A peer by its stored figures and its share&apos;s price (Ford:price=12.5), or its multiples (Ford:ev_ebitda=5.2,pe=8). May stand several times.</source>
        <translation>Un comparable por sus cifras almacenadas y el precio de su acción (Ford:price=12.5), o por sus múltiplos (Ford:ev_ebitda=5.2,pe=8). Puede indicarse varias veces.</translation>
    </message>
    <message>
        <source>Write it as XLSX with live formulas, too.</source>
        <translation>Escribirlo también como XLSX con fórmulas activas.</translation>
    </message>
    <message>
        <source>consultantos-cli value COMPANY [--set NAME=NUMBER] [--peer NAME:MULTIPLE=NUMBER] [--format json]</source>
        <translation>consultantos-cli value COMPANY [--set NAME=NUMBER] [--peer NAME:MULTIPLE=NUMBER] [--format json]</translation>
    </message>
    <message>
        <source>Waiting: %1, running: %2, given up: %3.</source>
        <translation>En espera: %1, en curso: %2, abandonados: %3.</translation>
    </message>
    <message>
        <source>No worker is at work.</source>
        <translation>No hay ningún proceso de trabajo activo.</translation>
    </message>
    <message>
        <source>Worker</source>
        <translation>Proceso de trabajo</translation>
    </message>
    <message>
        <source>Host</source>
        <translation>Ordenador</translation>
    </message>
    <message>
        <source>Running</source>
        <translation>En curso</translation>
    </message>
    <message>
        <source>Finished</source>
        <translation>Terminados</translation>
    </message>
    <message>
        <source>do a team&apos;s analyses until interrupted</source>
        <translation>hacer los análisis de un equipo hasta que se interrumpa</translation>
    </message>
    <message>
        <source>Analyses at once (2).</source>
        <translation>Análisis a la vez (2).</translation>
    </message>
    <message>
        <source>Name of this worker, no other&apos;s; of host and process if not given.</source>
        <translation>Nombre de este proceso de trabajo, que no lleve ningún otro; si se omite, formado por ordenador y proceso.</translation>
    </message>
    <message>
        <source>How often an analysis is begun before it is given up (3).</source>
        <translation>Cuántas veces se empieza un análisis antes de abandonarlo (3).</translation>
    </message>
    <message>
        <source>Seconds without a sign of its worker after which others take a job (30).</source>
        <translation>Segundos sin señal de su proceso de trabajo tras los que otros toman un trabajo (30).</translation>
    </message>
    <message>
        <source>Seconds that analyses may take at the end before they are handed back (60).</source>
        <translation>Segundos que pueden tardar los análisis al final antes de devolverse (60).</translation>
    </message>
    <message>
        <source>Answer /metrics and /health on this port of the loopback interface.</source>
        <translation>Responder a /metrics y /health en este puerto de la interfaz de bucle local.</translation>
    </message>
    <message>
        <source>Of --status: text (the default) or json.</source>
        <translation>De --status: text (por defecto) o json.</translation>
    </message>
    <message>
        <source>End after one analysis.</source>
        <translation>Terminar después de un análisis.</translation>
    </message>
    <message>
        <source>End once nothing waits.</source>
        <translation>Terminar cuando no quede nada en espera.</translation>
    </message>
    <message>
        <source>Compute everything, keep nothing for later.</source>
        <translation>Calcular todo; no conservar nada para después.</translation>
    </message>
    <message>
        <source>Tell how long the queue is and who works.</source>
        <translation>Decir qué longitud tiene la cola y quién trabaja.</translation>
    </message>
    <message>
        <source>worker takes no arguments.</source>
        <translation>worker no admite argumentos.</translation>
    </message>
    <message>
        <source>consultantos-cli worker --help lists the options.</source>
        <translation>consultantos-cli worker --help muestra las opciones.</translation>
    </message>
    <message>
        <source>Metrics: %1/metrics</source>
        <translation>Métricas: %1/metrics</translation>
    </message>
    <message>
        <source>Worker %1 takes jobs; Ctrl-C ends it.</source>
        <translation>El proceso de trabajo %1 toma trabajos; Ctrl-C lo termina.</translation>
    </message>
    <message>
        <source>Analyses ended: %1, failed among them: %2, handed back: %3, taken over by others: %4.</source>
        <translation>Análisis terminados: %1, fallidos entre ellos: %2, devueltos: %3, asumidos por otros: %4.</translation>
    </message>
    <message>
        <source>--country is one of %1, and goes with --csv.</source>
        <translation>--country es uno de estos: %1, y va con --csv.</translation>
    </message>
    <message>
        <source>A table: columns series, period, value, or a column of periods with a column a series, or a row a series; - reads standard input.</source>
        <translation>Una tabla: columnas series, period y value, o una columna de periodos con una columna por serie, o una fila por serie; - lee la entrada estándar.</translation>
    </message>
    <message>
        <source>Let a company&apos;s growth fade over five years to a rate, such as 4.5%, or to that of its industry, gdp or world.</source>
        <translation>Hacer que el crecimiento de una empresa converja en cinco años hacia una tasa, p. ej., 4.5%, o hacia la de su sector (industry), la economía de su país (gdp) o la economía mundial (world).</translation>
    </message>
    <message>
        <source>With --csv: days off of this country (%1) count where a daily series shows them.</source>
        <translation>Con --csv: los días festivos de este país (%1) influyen cuando una serie diaria los refleja.</translation>
    </message>
    <message>
        <source>--drivers goes with a company, --periods, --set, --output and --keep alone; --set and --output go with --drivers.</source>
        <translation>--drivers solo va con una empresa, --periods, --set, --output y --keep; --set y --output van con --drivers.</translation>
    </message>
    <message>
        <source>What is reconciled can&apos;t be kept in a report: --keep goes without --by and --hierarchy.</source>
        <translation>Lo conciliado no se puede conservar en un informe: --keep va sin --by ni --hierarchy.</translation>
    </message>
    <message>
        <source>consultantos-cli forecast COMPANY --keep REPORT</source>
        <translation>consultantos-cli forecast COMPANY --keep REPORT</translation>
    </message>
    <message>
        <source>A report keeps at most %1 series of a table.</source>
        <translation>Un informe conserva como máximo %1 series de una tabla.</translation>
    </message>
    <message>
        <source>Give a table of those that matter.</source>
        <translation>Proporcione una tabla con las que importan.</translation>
    </message>
    <message>
        <source>A report keeps lines of the statements; &quot;%1&quot; is none of %2.</source>
        <translation>Un informe conserva partidas de los estados financieros; «%1» no es ninguna de las de %2.</translation>
    </message>
    <message>
        <source>There are: %1.</source>
        <translation>Disponibles: %1.</translation>
    </message>
    <message>
        <source>settle: what was accepted is open again.</source>
        <translation>settle: lo aceptado vuelve a quedar abierto.</translation>
    </message>
    <message>
        <source>opened again: %1</source>
        <translation>reabierto: %1</translation>
    </message>
    <message>
        <source>settled: %1 (%2)</source>
        <translation>cerrado: %1 (%2)</translation>
    </message>
    <message>
        <source>Versions of program, commit and libraries.</source>
        <translation>Versiones del programa, del commit y de las bibliotecas.</translation>
    </message>
    <message>
        <source>What the revenue&apos;s growth fades to within five years, beside the forecast as it is: a rate such as 4.5%, industry (the usual), gdp or world; implies --forecast.</source>
        <translation>Hacia dónde converge el crecimiento de los ingresos en cinco años, junto a la previsión tal cual: una tasa como 4.5%, industry (lo habitual), gdp o world; implica --forecast.</translation>
    </message>
    <message>
        <source>kept in the report: %1</source>
        <translation>conservado en el informe: %1</translation>
    </message>
    <message>
        <source>Other users may look into the folder; what the program keeps in it is yours alone. To shut it, too: %1</source>
        <translation>Otros usuarios pueden ver el contenido de la carpeta; lo que el programa guarda en ella es solo suyo. Para cerrarla también: %1</translation>
    </message>
    <message numerus="yes">
        <source>%n kept reply(s) forgotten; the model is asked anew the next time.</source>
        <translation>
            <numerusform>Se olvidó %n respuesta guardada; la próxima vez se preguntará de nuevo al modelo.</numerusform>
            <numerusform>Se olvidaron %n respuestas guardadas; la próxima vez se preguntará de nuevo al modelo.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) in the workbook:</source>
        <translation>
            <numerusform>%n cambio en el libro:</numerusform>
            <numerusform>%n cambios en el libro:</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) taken over; consultantos-cli library undo takes them back.</source>
        <translation>
            <numerusform>Se aceptó %n cambio; consultantos-cli library undo lo deshace.</numerusform>
            <numerusform>Se aceptaron %n cambios; consultantos-cli library undo los deshace.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n change(s), largest first:</source>
        <translation>
            <numerusform>%n cambio, de mayor a menor:</numerusform>
            <numerusform>%n cambios, de mayor a menor:</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n conflict(s): settle each with library resolve REPORT TARGET --keep, --take-computed, or --text, --score or --weight.</source>
        <translation>
            <numerusform>%n conflicto: resuélvalo con library resolve REPORT TARGET --keep, --take-computed, o --text, --score o --weight.</numerusform>
            <numerusform>%n conflictos: resuelva cada uno con library resolve REPORT TARGET --keep, --take-computed, o --text, --score o --weight.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n request(s), %1 bytes sent, %2 bytes received</source>
        <translation>
            <numerusform>%n solicitud, %1 bytes enviados, %2 bytes recibidos</numerusform>
            <numerusform>%n solicitudes, %1 bytes enviados, %2 bytes recibidos</numerusform>
        </translation>
    </message>
    <message>
        <source>Policy</source>
        <translation>Directiva</translation>
    </message>
    <message>
        <source>%1, which others than the administrator can write</source>
        <translation>%1, que pueden modificar otros además del administrador</translation>
    </message>
    <message>
        <source>Give it and its folder to root alone: modes 0644 and 0755.</source>
        <translation>Dé el archivo y su carpeta solo a root: permisos 0644 y 0755.</translation>
    </message>
    <message>
        <source>%1; hosts: %2; formats: %3</source>
        <translation>%1; hosts: %2; formatos: %3</translation>
    </message>
    <message numerus="yes">
        <source>%n entry(s) checked, %1 damaged and removed.</source>
        <translation>
            <numerusform>%n entrada comprobada, %1 dañada y eliminada.</numerusform>
            <numerusform>%n entradas comprobadas, %1 dañadas y eliminadas.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n number(s): %1 match, %2 don&apos;t, %3 unsupported.</source>
        <translation>
            <numerusform>%n número: %1 coincide, %2 no, %3 sin respaldo.</numerusform>
            <numerusform>%n números: %1 coinciden, %2 no, %3 sin respaldo.</numerusform>
        </translation>
    </message>
    <message>
        <source>Choose among %1, sealed.</source>
        <translation>Elija entre %1, sealed.</translation>
    </message>
</context>
<context>
    <name>ClientWorkbook</name>
    <message>
        <source>&quot;%1&quot; of %2 stands there twice; the first was taken.</source>
        <translation>«%1» de %2 figura dos veces; se tomó la primera.</translation>
    </message>
    <message>
        <source>%1 is a workbook of a newer version; nothing was imported.</source>
        <translation>%1 es un libro de una versión más reciente; no se importó nada.</translation>
    </message>
    <message>
        <source>Update the program.</source>
        <translation>Actualice el programa.</translation>
    </message>
    <message>
        <source>%1 lacks the sheet Company; nothing was imported.</source>
        <translation>A %1 le falta la hoja Company; no se importó nada.</translation>
    </message>
    <message>
        <source>Copy the figures into a new template: consultantos-cli template financials</source>
        <translation>Copie las cifras en una plantilla nueva: consultantos-cli template financials</translation>
    </message>
    <message>
        <source>Its sheets hold no figure yet.</source>
        <translation>Sus hojas aún no contienen ninguna cifra.</translation>
    </message>
    <message>
        <source>the company&apos;s name is missing.</source>
        <translation>falta el nombre de la empresa.</translation>
    </message>
    <message>
        <source>the company&apos;s name is longer than %1 characters.</source>
        <translation>el nombre de la empresa tiene más de %1 caracteres.</translation>
    </message>
    <message>
        <source>the end of the fiscal year is missing: day and month, such as 31 December.</source>
        <translation>falta el fin del ejercicio: día y mes, p. ej., 31 December.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no day and month; write it as 31 December.</source>
        <translation>«%1» no es un día con mes; escríbalo como 31 December.</translation>
    </message>
    <message>
        <source>the currency is missing: a code such as EUR.</source>
        <translation>falta la moneda: un código como EUR.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no currency; write its code, such as EUR.</source>
        <translation>«%1» no es una moneda; escriba su código, p. ej., EUR.</translation>
    </message>
    <message>
        <source>say whether figures are in units, thousands or millions.</source>
        <translation>indique si las cifras están en units, thousands o millions.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no scale; choose units, thousands or millions.</source>
        <translation>«%1» no es una escala; elija units, thousands o millions.</translation>
    </message>
    <message>
        <source>without an industry there are no peers and no published averages.</source>
        <translation>sin un sector no hay comparables ni promedios publicados.</translation>
    </message>
    <message>
        <source>no country called &quot;%1&quot; is known; it was left out.</source>
        <translation>no se conoce ningún país llamado «%1»; se omitió.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no market value; it was left out.</source>
        <translation>«%1» no es un valor de mercado; se omitió.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no date; the end of the newest fiscal year was taken.</source>
        <translation>«%1» no es una fecha; se tomó el fin del ejercicio más reciente.</translation>
    </message>
    <message>
        <source>The sheet&apos;s hidden row that names the columns is missing; the sheet was left out.</source>
        <translation>Falta la fila oculta de la hoja que nombra las columnas; la hoja se omitió.</translation>
    </message>
    <message>
        <source>The competitor has no name; its row was left out.</source>
        <translation>El competidor no tiene nombre; su fila se omitió.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is the company itself; the row was left out.</source>
        <translation>«%1» es la propia empresa; la fila se omitió.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is more than the whole revenue; it was left out.</source>
        <translation>«%1» es más que la totalidad de los ingresos; se omitió.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no fiscal year; the row was left out.</source>
        <translation>«%1» no es un ejercicio; la fila se omitió.</translation>
    </message>
    <message>
        <source>The fiscal year is missing; the row was left out.</source>
        <translation>Falta el ejercicio; la fila se omitió.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no currency; the row was left out.</source>
        <translation>«%1» no es una moneda; la fila se omitió.</translation>
    </message>
    <message>
        <source>A margin without revenue gives no income; it was left out.</source>
        <translation>Un margen sin ingresos no da ningún resultado; se omitió.</translation>
    </message>
    <message>
        <source>%1 years can&apos;t be given a column each; nothing was written.</source>
        <translation>No se puede dar una columna a cada uno de %1 años; no se escribió nada.</translation>
    </message>
    <message>
        <source>Choose %1 to %2 years.</source>
        <translation>Elija de %1 a %2 años.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no currency; nothing was written.</source>
        <translation>«%1» no es una moneda; no se escribió nada.</translation>
    </message>
    <message>
        <source>Give its code of three letters, such as EUR.</source>
        <translation>Indique su código de tres letras, p. ej., EUR.</translation>
    </message>
    <message>
        <source>The sheet&apos;s row of fiscal years is missing; the sheet was left out.</source>
        <translation>Falta la fila de ejercicios de la hoja; la hoja se omitió.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no fiscal year; the column was left out.</source>
        <translation>«%1» no es un ejercicio; la columna se omitió.</translation>
    </message>
    <message>
        <source>The year %1 stands there twice; the first column was taken.</source>
        <translation>El año %1 figura dos veces; se tomó la primera columna.</translation>
    </message>
    <message>
        <source>The segment or region has no name; its figures were left out.</source>
        <translation>El segmento o la región no tiene nombre; sus cifras se omitieron.</translation>
    </message>
    <message>
        <source>The row doesn&apos;t say what its figures are; it was left out.</source>
        <translation>La fila no dice qué son sus cifras; se omitió.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is a cost or payment: its negative figures were taken as positive.</source>
        <translation>«%1» es un coste o un pago: sus cifras negativas se tomaron como positivas.</translation>
    </message>
    <message numerus="yes">
        <source>And %n more.</source>
        <translation>
            <numerusform>Y %n más.</numerusform>
            <numerusform>Y %n más.</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 can&apos;t be imported before it is filled in rightly; nothing was stored.</source>
        <translation>%1 no se puede importar hasta que esté bien rellenado; no se almacenó nada.</translation>
    </message>
    <message numerus="yes">
        <source>%n more cell(s) look wrong.</source>
        <translation>
            <numerusform>%n celda más parece incorrecta.</numerusform>
            <numerusform>%n celdas más parecen incorrectas.</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 can&apos;t be written; nothing was changed.</source>
        <translation>No se puede escribir %1; no se cambió nada.</translation>
    </message>
    <message>
        <source>The disk is full. Make room and try again.</source>
        <translation>El disco está lleno. Libere espacio y vuelva a intentarlo.</translation>
    </message>
    <message>
        <source>Choose a folder that you may write to (%1).</source>
        <translation>Elija una carpeta en la que tenga permiso de escritura (%1).</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no number; it was left out.</source>
        <translation>«%1» no es un número; se omitió.</translation>
    </message>
    <message>
        <source>No fiscal year stands above this figure; it was left out.</source>
        <translation>No hay ningún ejercicio encima de esta cifra; se omitió.</translation>
    </message>
</context>
<context>
    <name>CommandPalette</name>
    <message>
        <source>Action</source>
        <translation>Acción</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>Informe</translation>
    </message>
    <message>
        <source>Company</source>
        <translation>Empresa</translation>
    </message>
    <message>
        <source>Setting</source>
        <translation>Ajuste</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>Ayuda</translation>
    </message>
    <message>
        <source>Into the brief</source>
        <translation>Al encargo</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Ajustes</translation>
    </message>
</context>
<context>
    <name>CompaniesBeside</name>
    <message>
        <source>as reported</source>
        <translation>según lo comunicado</translation>
    </message>
    <message>
        <source>no annual figures of this year are stored</source>
        <translation>no hay almacenadas cifras anuales de este año</translation>
    </message>
    <message>
        <source>not reported</source>
        <translation>no comunicado</translation>
    </message>
    <message>
        <source>None of these companies has a figure called &quot;%1&quot;.</source>
        <translation>Ninguna de estas empresas tiene un indicador llamado «%1».</translation>
    </message>
    <message>
        <source>No fiscal year shown is reported by two of the companies: nothing is ranked.</source>
        <translation>Ningún ejercicio mostrado ha sido comunicado por dos de las empresas: no se establece ninguna clasificación.</translation>
    </message>
    <message>
        <source>FY%1 ends on different days, up to %2 days apart: %3.</source>
        <translation>El ejercicio %1 termina en días distintos, con hasta %2 días de diferencia: %3.</translation>
    </message>
    <message>
        <source>%1 has no value of FY%2: %3.</source>
        <translation>%1 no tiene valor del ejercicio %2: %3.</translation>
    </message>
    <message>
        <source>Amounts stand in the currencies that they are reported in, and only those in %1 are ranked: %2.</source>
        <translation>Los importes están en la moneda en que se comunican, y solo se clasifican los que están en %1: %2.</translation>
    </message>
    <message>
        <source>The library has no report of %1 with this framework.</source>
        <translation>La biblioteca no tiene ningún informe de %1 con este método.</translation>
    </message>
    <message>
        <source>The reports rest on different fiscal years: %1.</source>
        <translation>Los informes se apoyan en ejercicios distintos: %1.</translation>
    </message>
</context>
<context>
    <name>CompanyComparer</name>
    <message>
        <source>Two to %1 different companies can be compared.</source>
        <translation>Se pueden comparar de dos a %1 empresas distintas.</translation>
    </message>
    <message>
        <source>Cancelled.</source>
        <translation>Cancelado.</translation>
    </message>
    <message>
        <source>One to %1 years can be compared.</source>
        <translation>Se pueden comparar de uno a %1 años.</translation>
    </message>
</context>
<context>
    <name>DataWords</name>
    <message numerus="yes">
        <source>%n conversation(s)</source>
        <translation>
            <numerusform>%n conversación</numerusform>
            <numerusform>%n conversaciones</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n report(s)</source>
        <translation>
            <numerusform>%n informe</numerusform>
            <numerusform>%n informes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n deleted report(s), for good</source>
        <translation>
            <numerusform>%n informe eliminado, definitivamente</numerusform>
            <numerusform>%n informes eliminados, definitivamente</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n job(s)</source>
        <translation>
            <numerusform>%n trabajo</numerusform>
            <numerusform>%n trabajos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n measurement(s)</source>
        <translation>
            <numerusform>%n medición</numerusform>
            <numerusform>%n mediciones</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n entry(s) of the ledger</source>
        <translation>
            <numerusform>%n entrada del registro</numerusform>
            <numerusform>%n entradas del registro</numerusform>
        </translation>
    </message>
    <message>
        <source>Stores %1 (%2 of it unused), documents %3, cache %4, in all %5.</source>
        <translation>Almacenes %1 (de ellos %2 sin usar), documentos %3, caché %4, en total %5.</translation>
    </message>
    <message>
        <source>States from before a restore take %1; delete them when you are content.</source>
        <translation>Los estados anteriores a una restauración ocupan %1; elimínelos cuando esté conforme.</translation>
    </message>
    <message>
        <source>%1, the oldest of %2</source>
        <translation>%1, el más antiguo del %2</translation>
    </message>
</context>
<context>
    <name>Diagnosis</name>
    <message>
        <source>%1 %</source>
        <translation>%1&#xa0;%</translation>
    </message>
    <message>
        <source>%1 ms</source>
        <translation>%1 ms</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>%1 MB</source>
        <translation>%1 MB</translation>
    </message>
    <message>
        <source>%1 of look-ups were answered; more than %2 should be</source>
        <translation>se respondió al %1 de las consultas; debería ser más del %2</translation>
    </message>
    <message>
        <source>P95 is %1; it should be under %2</source>
        <translation>P95 es %1; debería ser inferior a %2</translation>
    </message>
    <message>
        <source>; slow statements: %1, the worst took %2</source>
        <translation>; sentencias lentas: %1, la peor tardó %2</translation>
    </message>
    <message>
        <source>%1 calls ran out of time</source>
        <translation>%1 llamadas agotaron su tiempo</translation>
    </message>
    <message>
        <source>it doesn&apos;t grow</source>
        <translation>no crece</translation>
    </message>
    <message>
        <source>it grows by %1 an hour; up to %2 is no sign of a fault</source>
        <translation>crece %1 por hora; hasta %2 no es indicio de un fallo</translation>
    </message>
    <message>
        <source>a level of the cache could not be used for %1 of the time</source>
        <translation>un nivel de la caché no pudo usarse durante el %1 del tiempo</translation>
    </message>
    <message>
        <source>the last level is too small: it threw out %1 as many values as were missed</source>
        <translation>el último nivel es demasiado pequeño: los valores expulsados equivalen al %1 de los no encontrados</translation>
    </message>
    <message>
        <source>values become too old: %1 as many expired as were missed</source>
        <translation>los valores se vuelven demasiado antiguos: los caducados equivalen al %1 de los no encontrados</translation>
    </message>
    <message>
        <source>the cache lost little: %1 of what was missed was asked for the first time</source>
        <translation>la caché perdió poco: el %1 de lo no encontrado se pedía por primera vez</translation>
    </message>
    <message>
        <source>the statement that costs most reads a table from end to end</source>
        <translation>la sentencia más costosa lee una tabla de principio a fin</translation>
    </message>
    <message>
        <source>the statement that costs most sorts its rows without an index</source>
        <translation>la sentencia más costosa ordena sus filas sin índice</translation>
    </message>
    <message>
        <source>writers waited up to %1 for another process on the same folder</source>
        <translation>quienes escriben esperaron hasta %1 a otro proceso en la misma carpeta</translation>
    </message>
    <message>
        <source>the disk took up to %1 to keep what was written</source>
        <translation>el disco tardó hasta %1 en guardar lo escrito</translation>
    </message>
    <message>
        <source>plans are good: statements read much, or the machine is busy</source>
        <translation>los planes son buenos: las sentencias leen mucho o el ordenador está ocupado</translation>
    </message>
    <message>
        <source>the provider failed again and again and was left alone for %1 of the time</source>
        <translation>el proveedor falló una y otra vez y no se le consultó durante el %1 del tiempo</translation>
    </message>
    <message>
        <source>the provider refused %1 calls as too many</source>
        <translation>el proveedor rechazó %1 llamadas por ser demasiadas</translation>
    </message>
    <message>
        <source>the model is slow: a twentieth of its answers takes longer than %1</source>
        <translation>el modelo es lento: una vigésima parte de sus respuestas tarda más de %1</translation>
    </message>
    <message>
        <source>the cache in memory fills: %1 an hour</source>
        <translation>la caché en memoria se llena: %1 por hora</translation>
    </message>
    <message>
        <source>the cache in memory explains only %1 an hour of it</source>
        <translation>la caché en memoria explica solo %1 por hora de ello</translation>
    </message>
    <message>
        <source>Cache hit rate</source>
        <translation>Tasa de aciertos de la caché</translation>
    </message>
    <message>
        <source>Store operations</source>
        <translation>Operaciones de los almacenes</translation>
    </message>
    <message>
        <source>Time-outs of models</source>
        <translation>Tiempos agotados de los modelos</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>Memoria</translation>
    </message>
    <message>
        <source>too little was measured to tell</source>
        <translation>se midió demasiado poco para saberlo</translation>
    </message>
    <message>
        <source>%1. Cause: %2</source>
        <translation>%1. Causa: %2</translation>
    </message>
    <message>
        <source>%1 (now %2)</source>
        <translation>%1 (ahora %2)</translation>
    </message>
    <message>
        <source>Check that the level can work, as its server or its folder on the disk: %1.</source>
        <translation>Compruebe que el nivel pueda funcionar, así como su servidor o su carpeta en el disco: %1.</translation>
    </message>
    <message>
        <source>Increase %1.</source>
        <translation>Aumente %1.</translation>
    </message>
    <message>
        <source>Nothing needs changing; consultantos-cli cache warm prepares analyses that will be asked for.</source>
        <translation>No hay que cambiar nada; consultantos-cli cache warm prepara análisis que se pedirán.</translation>
    </message>
    <message>
        <source>An index is missing: no setting helps. Report the statement with its plan below.</source>
        <translation>Falta un índice: ningún ajuste ayuda. Notifique la sentencia con su plan, abajo.</translation>
    </message>
    <message>
        <source>Let fewer programs write to the data folder at once.</source>
        <translation>Haga que menos programas escriban a la vez en la carpeta de datos.</translation>
    </message>
    <message>
        <source>Put the data folder (CONSULTANTOS_DATA_DIR) on a faster disk, not on a network drive.</source>
        <translation>Ponga la carpeta de datos (CONSULTANTOS_DATA_DIR) en un disco más rápido, no en una unidad de red.</translation>
    </message>
    <message>
        <source>Look at what else runs; lower MAX_CONCURRENT_AGENTS if it is this program.</source>
        <translation>Mire qué más está en marcha; reduzca MAX_CONCURRENT_AGENTS si es este programa.</translation>
    </message>
    <message>
        <source>Name another provider to turn to: %1.</source>
        <translation>Indique otro proveedor al que recurrir: %1.</translation>
    </message>
    <message>
        <source>Tell the program the provider&apos;s limit, so that calls wait for their turn: %1.</source>
        <translation>Indique al programa el límite del proveedor, para que las llamadas esperen su turno: %1.</translation>
    </message>
    <message>
        <source>Choose a faster LLM_MODEL, or increase %1.</source>
        <translation>Elija un LLM_MODEL más rápido o aumente %1.</translation>
    </message>
    <message>
        <source>It ends at its size; lower %1 if that is too much.</source>
        <translation>Se detiene al alcanzar su tamaño; reduzca %1 si es demasiado.</translation>
    </message>
    <message>
        <source>Lower %1 and look whether it stops; if not, report it with the performance summary.</source>
        <translation>Reduzca %1 y vea si se detiene; si no, notifíquelo con el resumen de rendimiento.</translation>
    </message>
</context>
<context>
    <name>Difference</name>
    <message>
        <source>(not there)</source>
        <translation>(no está)</translation>
    </message>
    <message>
        <source>Fact</source>
        <translation>Dato</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>Fuente</translation>
    </message>
    <message>
        <source>Method</source>
        <translation>Procedimiento</translation>
    </message>
    <message>
        <source>Language model</source>
        <translation>Modelo de lenguaje</translation>
    </message>
    <message>
        <source>Setting</source>
        <translation>Ajuste</translation>
    </message>
    <message>
        <source>Edit by a person</source>
        <translation>Modificación de una persona</translation>
    </message>
    <message>
        <source>Score</source>
        <translation>Puntuación</translation>
    </message>
    <message>
        <source>Figure</source>
        <translation>Indicador</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Semáforo</translation>
    </message>
    <message>
        <source>Statement</source>
        <translation>Afirmación</translation>
    </message>
    <message>
        <source>Recommendation</source>
        <translation>Recomendación</translation>
    </message>
    <message>
        <source>Data request</source>
        <translation>Solicitud de datos</translation>
    </message>
    <message>
        <source>Executive summary</source>
        <translation>Resumen ejecutivo</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Tipo</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Qué</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>Antes</translation>
    </message>
    <message>
        <source>After</source>
        <translation>Después</translation>
    </message>
    <message>
        <source>Put down to</source>
        <translation>Atribuido a</translation>
    </message>
    <message>
        <source>Cause</source>
        <translation>Causa</translation>
    </message>
    <message>
        <source>Share</source>
        <translation>Parte</translation>
    </message>
    <message>
        <source>What changed</source>
        <translation>Qué ha cambiado</translation>
    </message>
    <message>
        <source>Earlier</source>
        <translation>Anterior</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>Posterior</translation>
    </message>
    <message>
        <source>What they were made of</source>
        <translation>Base de los informes</translation>
    </message>
    <message>
        <source>Changes, largest first</source>
        <translation>Cambios, los mayores primero</translation>
    </message>
    <message>
        <source>%1 (%2 to %3)</source>
        <translation>%1 (%2 a %3)</translation>
    </message>
</context>
<context>
    <name>Digest</name>
    <message>
        <source>Alerts from %1 to %2</source>
        <translation>Alertas del %1 al %2</translation>
    </message>
    <message>
        <source>Alerts: %1. Monitors: %2.</source>
        <translation>Alertas: %1. Seguimientos: %2.</translation>
    </message>
    <message>
        <source>Monitors whose last check failed: %1.</source>
        <translation>Seguimientos cuya última comprobación falló: %1.</translation>
    </message>
    <message>
        <source>%1 more</source>
        <translation>%1 más</translation>
    </message>
    <message>
        <source>Sources: %1</source>
        <translation>Fuentes: %1</translation>
    </message>
    <message>
        <source>A digest is written as md, html or json, not as &quot;%1&quot;.</source>
        <translation>Un resumen se escribe como md, html o json, no como «%1».</translation>
    </message>
</context>
<context>
    <name>Documents</name>
    <message>
        <source>No text was found in it.</source>
        <translation>No se encontró texto en él.</translation>
    </message>
    <message numerus="yes">
        <source>%n line(s) have more or fewer fields than the %1 that most have.</source>
        <translation>
            <numerusform>%n línea tiene más o menos campos que los %1 de la mayoría.</numerusform>
            <numerusform>%n líneas tienen más o menos campos que los %1 de la mayoría.</numerusform>
        </translation>
    </message>
    <message>
        <source>A quotation mark is never closed: the file may be cut short.</source>
        <translation>Unas comillas no se cierran nunca: puede que el archivo esté cortado.</translation>
    </message>
    <message>
        <source>Decimal points and decimal commas are mixed: numbers that can be read in two ways stay text.</source>
        <translation>Se mezclan puntos y comas decimales: los números que pueden leerse de dos maneras quedan como texto.</translation>
    </message>
    <message>
        <source>Reading %1 was cancelled; nothing of it was imported.</source>
        <translation>Se canceló la lectura de %1; no se importó nada de él.</translation>
    </message>
    <message>
        <source>%1 takes longer than %2 seconds to read; nothing of it was imported.</source>
        <translation>La lectura de %1 tarda más de %2 segundos; no se importó nada de él.</translation>
    </message>
    <message>
        <source>Split the file, or import it when the computer is less busy.</source>
        <translation>Divida el archivo o impórtelo cuando el ordenador esté menos ocupado.</translation>
    </message>
    <message>
        <source>%1 is empty; there is nothing to import.</source>
        <translation>%1 está vacío; no hay nada que importar.</translation>
    </message>
    <message>
        <source>Check that it was copied or downloaded fully.</source>
        <translation>Compruebe que se copió o descargó por completo.</translation>
    </message>
    <message>
        <source>There is no file %1; nothing was imported.</source>
        <translation>No existe el archivo %1; no se importó nada.</translation>
    </message>
    <message>
        <source>Check the name and the folder.</source>
        <translation>Compruebe el nombre y la carpeta.</translation>
    </message>
    <message>
        <source>%1 is no ordinary file; nothing was imported.</source>
        <translation>%1 no es un archivo ordinario; no se importó nada.</translation>
    </message>
    <message>
        <source>Name the file itself.</source>
        <translation>Indique el propio archivo.</translation>
    </message>
    <message>
        <source>%1 can&apos;t be read: %2; nothing was imported.</source>
        <translation>No se puede leer %1: %2; no se importó nada.</translation>
    </message>
    <message>
        <source>Check that you may read it.</source>
        <translation>Compruebe que tiene permiso para leerlo.</translation>
    </message>
    <message>
        <source>%1 is larger than %2; nothing of it was imported.</source>
        <translation>%1 es mayor que %2; no se importó nada de él.</translation>
    </message>
    <message>
        <source>Split the file, or leave out its pictures.</source>
        <translation>Divida el archivo o quite sus imágenes.</translation>
    </message>
    <message>
        <source>%1 needs more memory than there is; nothing of it was imported.</source>
        <translation>%1 necesita más memoria de la que hay; no se importó nada de él.</translation>
    </message>
    <message>
        <source>Split the file, or close other programs.</source>
        <translation>Divida el archivo o cierre otros programas.</translation>
    </message>
    <message>
        <source>%1 unpacks to far more than a document holds; nothing of it was imported.</source>
        <translation>%1, al descomprimirse, ocupa mucho más de lo que contiene un documento; no se importó nada de él.</translation>
    </message>
    <message>
        <source>It may have been made to do harm. If you trust it, save it anew in the program that it comes from.</source>
        <translation>Puede haberse creado para causar daño. Si confía en él, guárdelo de nuevo en el programa del que procede.</translation>
    </message>
    <message>
        <source>%1 is nested deeper than %2 levels; nothing of it was imported.</source>
        <translation>%1 está anidado a más de %2 niveles; no se importó nada de él.</translation>
    </message>
    <message>
        <source>%1 is protected by a password; nothing of it was imported.</source>
        <translation>%1 está protegido con contraseña; no se importó nada de él.</translation>
    </message>
    <message>
        <source>Open it in the program that it comes from, save it without a password, and import that.</source>
        <translation>Ábralo en el programa del que procede, guárdelo sin contraseña e importe esa versión.</translation>
    </message>
    <message>
        <source>%1 declares entities or a document type, which no document of its kind does; nothing of it was imported.</source>
        <translation>%1 declara entidades o un tipo de documento, lo que no hace ningún documento de su clase; no se importó nada de él.</translation>
    </message>
    <message>
        <source>%1 is of no kind of document that can be read; nothing was imported.</source>
        <translation>%1 no es de ningún tipo de documento que se pueda leer; no se importó nada.</translation>
    </message>
    <message>
        <source>Save it as PDF, DOCX, XLSX, PPTX, ODT, ODS, CSV, HTML or text, and import that.</source>
        <translation>Guárdelo como PDF, DOCX, XLSX, PPTX, ODT, ODS, CSV, HTML o texto e importe ese archivo.</translation>
    </message>
    <message>
        <source>Open it in the program that it comes from and save it anew, or get it again.</source>
        <translation>Ábralo en el programa del que procede y guárdelo de nuevo, o vuelva a obtenerlo.</translation>
    </message>
    <message>
        <source>%1 is damaged or cut short; nothing of it was imported.</source>
        <translation>%1 está dañado o cortado; no se importó nada de él.</translation>
    </message>
    <message>
        <source>%1 is %2, which can&apos;t be read; nothing was imported.</source>
        <translation>%1 es %2, que no se puede leer; no se importó nada.</translation>
    </message>
    <message numerus="yes">
        <source>%n attachment(s) were not read; save them and import them: %1.</source>
        <translation>
            <numerusform>No se leyó %n archivo adjunto; guárdelo e impórtelo: %1.</numerusform>
            <numerusform>No se leyeron %n archivos adjuntos; guárdelos e impórtelos: %1.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n entry(ies) have no date that can be read.</source>
        <translation>
            <numerusform>%n entrada no tiene una fecha legible.</numerusform>
            <numerusform>%n entradas no tienen una fecha legible.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The feed breaks off; %n entry(ies) before that were read (%1).</source>
        <translation>
            <numerusform>El canal web se interrumpe; se leyó %n entrada anterior (%1).</numerusform>
            <numerusform>El canal web se interrumpe; se leyeron %n entradas anteriores (%1).</numerusform>
        </translation>
    </message>
    <message>
        <source>a workbook of Excel 97-2003</source>
        <translation>un libro de Excel 97-2003</translation>
    </message>
    <message>
        <source>Open it in Excel or LibreOffice, save it as XLSX, and import that.</source>
        <translation>Ábralo en Excel o LibreOffice, guárdelo como XLSX e importe ese archivo.</translation>
    </message>
    <message>
        <source>a document of Word 97-2003</source>
        <translation>un documento de Word 97-2003</translation>
    </message>
    <message>
        <source>Open it in Word or LibreOffice, save it as DOCX, and import that.</source>
        <translation>Ábralo en Word o LibreOffice, guárdelo como DOCX e importe ese archivo.</translation>
    </message>
    <message>
        <source>a presentation of PowerPoint 97-2003</source>
        <translation>una presentación de PowerPoint 97-2003</translation>
    </message>
    <message>
        <source>Open it in PowerPoint or LibreOffice, save it as PPTX, and import that.</source>
        <translation>Ábrala en PowerPoint o LibreOffice, guárdela como PPTX e importe ese archivo.</translation>
    </message>
    <message>
        <source>a message of Outlook</source>
        <translation>un mensaje de Outlook</translation>
    </message>
    <message>
        <source>Save the message as EML, text or PDF, and import that.</source>
        <translation>Guarde el mensaje como EML, texto o PDF e importe ese archivo.</translation>
    </message>
    <message>
        <source>a binary workbook of Excel (XLSB)</source>
        <translation>un libro binario de Excel (XLSB)</translation>
    </message>
    <message>
        <source>an archive of other files</source>
        <translation>un archivo comprimido con otros archivos</translation>
    </message>
    <message>
        <source>Unpack it and import the files in it.</source>
        <translation>Descomprímalo e importe los archivos que contiene.</translation>
    </message>
    <message>
        <source>a document in Rich Text Format (RTF)</source>
        <translation>un documento en formato de texto enriquecido (RTF)</translation>
    </message>
    <message numerus="yes">
        <source>%n piece(s) of navigation, notices and footers were left out.</source>
        <translation>
            <numerusform>Se omitió %n fragmento de navegación, avisos y pies de página.</numerusform>
            <numerusform>Se omitieron %n fragmentos de navegación, avisos y pies de página.</numerusform>
        </translation>
    </message>
    <message>
        <source>Only the first %L1 pieces of text were read; there are more.</source>
        <translation>Solo se leyeron los primeros %L1 fragmentos de texto; hay más.</translation>
    </message>
    <message>
        <source>Only the first %L1 table cells were read; there are more.</source>
        <translation>Solo se leyeron las primeras %L1 celdas de tablas; hay más.</translation>
    </message>
    <message>
        <source>Only the first %L1 pages, slides or sheets were read; there are more.</source>
        <translation>Solo se leyeron las primeras %L1 páginas, diapositivas u hojas; hay más.</translation>
    </message>
    <message numerus="yes">
        <source>%n character(s) could not be read as %1 and stand as �.</source>
        <translation>
            <numerusform>%n carácter no se pudo leer como %1 y figura como �.</numerusform>
            <numerusform>%n caracteres no se pudieron leer como %1 y figuran como �.</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 has more cells than can be read.</source>
        <translation>%1 tiene más celdas de las que se pueden leer.</translation>
    </message>
    <message numerus="yes">
        <source>%n formula(s) have no stored result and were left out: open and save the file in a spreadsheet program.</source>
        <translation>
            <numerusform>%n fórmula no tiene un resultado almacenado y se omitió: abra y guarde el archivo en una hoja de cálculo.</numerusform>
            <numerusform>%n fórmulas no tienen un resultado almacenado y se omitieron: abra y guarde el archivo en una hoja de cálculo.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n hidden sheet(s) were read too.</source>
        <translation>
            <numerusform>También se leyó %n hoja oculta.</numerusform>
            <numerusform>También se leyeron %n hojas ocultas.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Duration</name>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>%1 min</source>
        <translation>%1 min</translation>
    </message>
    <message>
        <source>%1 h</source>
        <translation>%1 h</translation>
    </message>
    <message>
        <source>%1 days</source>
        <translation>%1 días</translation>
    </message>
</context>
<context>
    <name>Egress</name>
    <message>
        <source>The address can&apos;t be asked; nothing was sent.</source>
        <translation>No se puede consultar la dirección; no se envió nada.</translation>
    </message>
    <message>
        <source>It must begin with https:// or http:// and name a host.</source>
        <translation>Debe empezar por https:// o http:// e indicar un host.</translation>
    </message>
    <message>
        <source>A header holds a line break.</source>
        <translation>Una cabecera contiene un salto de línea.</translation>
    </message>
    <message>
        <source>%1 was not asked: your administrator doesn&apos;t allow this host.</source>
        <translation>No se consultó %1: su administrador no permite este host.</translation>
    </message>
    <message>
        <source>Ask your administrator to add it to the policy&apos;s allowed_hosts.</source>
        <translation>Pida a su administrador que lo añada a allowed_hosts en la directiva.</translation>
    </message>
    <message>
        <source>%1 was not asked: the program is offline. What is stored on this machine is used.</source>
        <translation>No se consultó %1: el programa está sin conexión. Se utiliza lo almacenado en este ordenador.</translation>
    </message>
    <message>
        <source>Switch Offline off in the settings, or leave out --offline.</source>
        <translation>Desactive «Sin conexión» en los ajustes o quite --offline.</translation>
    </message>
    <message>
        <source>The key for %1 was not sent: the connection is not encrypted.</source>
        <translation>No se envió la clave de %1: la conexión no está cifrada.</translation>
    </message>
    <message>
        <source>Give an address that begins with https://.</source>
        <translation>Indique una dirección que empiece por https://.</translation>
    </message>
    <message>
        <source>%1 sends its visitors on to %2, which nobody asked for; it was not followed.</source>
        <translation>%1 remite a sus visitantes a %2, que nadie ha pedido; no se siguió la redirección.</translation>
    </message>
    <message>
        <source>If that place is right, enter it as the address of this source.</source>
        <translation>Si ese lugar es correcto, introdúzcalo como dirección de esta fuente.</translation>
    </message>
    <message>
        <source>The certificates of %1 can&apos;t be used; nothing was sent. %2</source>
        <translation>No se pueden utilizar los certificados de %1; no se envió nada. %2</translation>
    </message>
    <message>
        <source>Correct the setting ca_certificates, or take it out.</source>
        <translation>Corrija el ajuste ca_certificates o quítelo.</translation>
    </message>
    <message>
        <source>The file holds no certificate in PEM form.</source>
        <translation>El archivo no contiene ningún certificado en formato PEM.</translation>
    </message>
    <message>
        <source>The network&apos;s thread can&apos;t wait for itself.</source>
        <translation>El hilo de red no puede esperarse a sí mismo.</translation>
    </message>
    <message>
        <source>%1 could not be reached: the proxy refused or did not answer.</source>
        <translation>No se pudo acceder a %1: el proxy rechazó la conexión o no respondió.</translation>
    </message>
    <message>
        <source>Check the proxy in the settings, with its user name and password.</source>
        <translation>Compruebe el proxy en los ajustes, con su nombre de usuario y contraseña.</translation>
    </message>
    <message>
        <source>There is no host %1 to be found.</source>
        <translation>No se encuentra ningún host %1.</translation>
    </message>
    <message>
        <source>Check the network connection and the address in the settings.</source>
        <translation>Compruebe la conexión de red y la dirección en los ajustes.</translation>
    </message>
    <message>
        <source>%1 refuses the connection.</source>
        <translation>%1 rechaza la conexión.</translation>
    </message>
    <message>
        <source>Check the address in the settings, or try again later.</source>
        <translation>Compruebe la dirección en los ajustes o vuelva a intentarlo más tarde.</translation>
    </message>
    <message>
        <source>%1 could not prove who it is; nothing was sent. %2</source>
        <translation>%1 no pudo demostrar su identidad; no se envió nada. %2</translation>
    </message>
    <message>
        <source>Where a company&apos;s proxy opens encrypted connections, name its certificate file in the settings (ca_certificates).</source>
        <translation>Si el proxy de una empresa abre las conexiones cifradas, indique su archivo de certificado en los ajustes (ca_certificates).</translation>
    </message>
    <message>
        <source>The connection to %1 failed.</source>
        <translation>Falló la conexión con %1.</translation>
    </message>
    <message>
        <source>Check the network connection, or try again later.</source>
        <translation>Compruebe la conexión de red o vuelva a intentarlo más tarde.</translation>
    </message>
    <message>
        <source>%1 refuses the request (HTTP %2).</source>
        <translation>%1 deniega la petición (HTTP %2).</translation>
    </message>
    <message>
        <source>Check the key of this source, and whether it covers this request.</source>
        <translation>Compruebe la clave de esta fuente y si abarca esta petición.</translation>
    </message>
    <message>
        <source>%1 has nothing at this address (HTTP %2).</source>
        <translation>%1 no tiene nada en esta dirección (HTTP %2).</translation>
    </message>
    <message>
        <source>Check the name, ticker or address that was asked for.</source>
        <translation>Compruebe el nombre, el símbolo bursátil o la dirección de la petición.</translation>
    </message>
    <message>
        <source>%1 asks for fewer requests (HTTP %2).</source>
        <translation>%1 pide menos peticiones (HTTP %2).</translation>
    </message>
    <message>
        <source>Try again later; what was fetched before is kept.</source>
        <translation>Vuelva a intentarlo más tarde; lo obtenido antes se conserva.</translation>
    </message>
    <message>
        <source>%1 has a fault of its own (HTTP %2).</source>
        <translation>%1 tiene un fallo propio (HTTP %2).</translation>
    </message>
    <message>
        <source>%1 does not accept the request (HTTP %2).</source>
        <translation>%1 no acepta la petición (HTTP %2).</translation>
    </message>
    <message>
        <source>Check what was asked for and the address in the settings.</source>
        <translation>Compruebe lo que se pidió y la dirección en los ajustes.</translation>
    </message>
    <message>
        <source>%1 did not take the connection within %2 s.</source>
        <translation>%1 no aceptó la conexión en %2 s.</translation>
    </message>
    <message>
        <source>Check the network connection and the proxy in the settings, or try again later.</source>
        <translation>Compruebe la conexión de red y el proxy en los ajustes, o vuelva a intentarlo más tarde.</translation>
    </message>
    <message>
        <source>%1 sent nothing, or hardly anything, for %2 s.</source>
        <translation>%1 no envió nada, o casi nada, durante %2 s.</translation>
    </message>
    <message>
        <source>Try again later.</source>
        <translation>Vuelva a intentarlo más tarde.</translation>
    </message>
    <message>
        <source>%1 was not done within %2 s.</source>
        <translation>%1 no terminó en %2 s.</translation>
    </message>
    <message>
        <source>%1 may only be asked again in %2 s.</source>
        <translation>%1 no se puede volver a consultar hasta dentro de %2 s.</translation>
    </message>
    <message>
        <source>Try again then; what was fetched before is kept.</source>
        <translation>Vuelva a intentarlo entonces; lo obtenido antes se conserva.</translation>
    </message>
    <message>
        <source>%1 wants to be asked again in %2 s, which is longer than the %3 s that this request may take; it wasn&apos;t waited for.</source>
        <translation>%1 quiere que se le vuelva a consultar en %2 s, más que los %3 s que puede durar esta petición; no se esperó.</translation>
    </message>
    <message>
        <source>%1 sends the request on in a way that would lose what was asked (HTTP %2); it was not followed.</source>
        <translation>%1 redirige la petición de un modo que perdería lo que se pidió (HTTP %2); no se siguió la redirección.</translation>
    </message>
    <message>
        <source>Check its address in the settings: https in place of http, the end of its path.</source>
        <translation>Compruebe su dirección en los ajustes: https en lugar de http, el final de su ruta.</translation>
    </message>
    <message>
        <source>The answer of %1 broke off; nothing of it was used.</source>
        <translation>La respuesta de %1 se interrumpió; no se utilizó nada de ella.</translation>
    </message>
    <message>
        <source>The answer of %1 is larger than the %2 allowed; nothing of it was used.</source>
        <translation>La respuesta de %1 supera los %2 permitidos; no se utilizó nada de ella.</translation>
    </message>
    <message>
        <source>Ask for less.</source>
        <translation>Pida menos.</translation>
    </message>
    <message>
        <source>%1 answered with a web page instead of data.</source>
        <translation>%1 respondió con una página web en lugar de datos.</translation>
    </message>
    <message>
        <source>Often it is the sign-in page of a network or proxy, or a notice of maintenance: open the address in a browser.</source>
        <translation>A menudo es la página de inicio de sesión de una red o un proxy, o un aviso de mantenimiento: abra la dirección en un navegador.</translation>
    </message>
    <message>
        <source>%1 answered with something that is no JSON.</source>
        <translation>%1 respondió con algo que no es JSON.</translation>
    </message>
    <message>
        <source>%1 sends its visitors round in circles.</source>
        <translation>%1 redirige en círculo a sus visitantes.</translation>
    </message>
    <message>
        <source>Check the address in the settings.</source>
        <translation>Compruebe la dirección en los ajustes.</translation>
    </message>
    <message>
        <source>The request to %1 was cancelled.</source>
        <translation>Se canceló la petición a %1.</translation>
    </message>
    <message>
        <source>The request to %1 was broken off: the program went offline.</source>
        <translation>Se interrumpió la petición a %1: el programa pasó a estar sin conexión.</translation>
    </message>
    <message>
        <source>Switch Offline off in the settings.</source>
        <translation>Desactive «Sin conexión» en los ajustes.</translation>
    </message>
</context>
<context>
    <name>EgressWords</name>
    <message>
        <source>search for a company</source>
        <translation>búsqueda de una empresa</translation>
    </message>
    <message>
        <source>list of filings</source>
        <translation>lista de presentaciones regulatorias</translation>
    </message>
    <message>
        <source>a filing</source>
        <translation>una presentación regulatoria</translation>
    </message>
    <message>
        <source>a company&apos;s figures</source>
        <translation>las cifras de una empresa</translation>
    </message>
    <message>
        <source>a feed</source>
        <translation>un canal web</translation>
    </message>
    <message>
        <source>search for news</source>
        <translation>búsqueda de noticias</translation>
    </message>
    <message>
        <source>web search</source>
        <translation>búsqueda en la web</translation>
    </message>
    <message>
        <source>an economic indicator</source>
        <translation>un indicador económico</translation>
    </message>
    <message>
        <source>a share price</source>
        <translation>un precio de acción</translation>
    </message>
    <message>
        <source>a question with its evidence</source>
        <translation>una pregunta con su evidencia</translation>
    </message>
    <message>
        <source>texts to compare their meaning</source>
        <translation>textos para comparar su significado</translation>
    </message>
    <message>
        <source>a count of tokens</source>
        <translation>un recuento de tokens</translation>
    </message>
    <message>
        <source>list of models</source>
        <translation>lista de modelos</translation>
    </message>
    <message>
        <source>key figures</source>
        <translation>cifras clave</translation>
    </message>
    <message>
        <source>Answered</source>
        <translation>Respondida</translation>
    </message>
    <message>
        <source>Not sent: offline</source>
        <translation>No enviada: sin conexión</translation>
    </message>
    <message>
        <source>No usable answer</source>
        <translation>Sin respuesta utilizable</translation>
    </message>
    <message>
        <source>Too many requests</source>
        <translation>Demasiadas peticiones</translation>
    </message>
    <message>
        <source>Refused</source>
        <translation>Denegada</translation>
    </message>
    <message>
        <source>Took too long</source>
        <translation>Tardó demasiado</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>Cancelada</translation>
    </message>
    <message>
        <source>Answer unreadable</source>
        <translation>Respuesta ilegible</translation>
    </message>
    <message>
        <source>Not found there</source>
        <translation>No encontrada ahí</translation>
    </message>
    <message>
        <source>Not accepted</source>
        <translation>No aceptada</translation>
    </message>
    <message>
        <source>Language model</source>
        <translation>Modelo de lenguaje</translation>
    </message>
    <message>
        <source>Language model of %1: %2</source>
        <translation>Modelo de lenguaje de %1: %2</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>%1 (HTTP status %2)</source>
        <translation>%1 (estado HTTP %2)</translation>
    </message>
    <message>
        <source>%1. %2, %3. %4 after %5 s.</source>
        <translation>%1. %2, %3. %4 tras %5 s.</translation>
    </message>
</context>
<context>
    <name>Engine</name>
    <message>
        <source>The program ends.</source>
        <translation>El programa termina.</translation>
    </message>
    <message>
        <source>The page&apos;s text is shown instead.</source>
        <translation>En su lugar se muestra el texto de la página.</translation>
    </message>
    <message>
        <source>Only pages of PDFs can be shown as they are.</source>
        <translation>Solo las páginas de archivos PDF se pueden mostrar tal como son.</translation>
    </message>
    <message>
        <source>The page can&apos;t be drawn: the PDF helper is missing.</source>
        <translation>No se puede dibujar la página: falta el programa auxiliar de PDF.</translation>
    </message>
    <message>
        <source>Page %1 could not be drawn.</source>
        <translation>No se pudo dibujar la página %1.</translation>
    </message>
    <message>
        <source>A restore waits: another program works with the data folder.</source>
        <translation>Una restauración espera: otro programa trabaja con la carpeta de datos.</translation>
    </message>
    <message>
        <source>End this window, the server and other commands; the next start finishes it.</source>
        <translation>Cierre esta ventana y termine el servidor y las demás órdenes; el próximo inicio la completa.</translation>
    </message>
    <message>
        <source>Until it is set this program analyses by itself.</source>
        <translation>Hasta que se defina, este programa analiza por sí mismo.</translation>
    </message>
</context>
<context>
    <name>Evidence</name>
    <message>
        <source>The question names no company that is known, and no document was given.</source>
        <translation>La pregunta no nombra ninguna empresa conocida, y no se indicó ningún documento.</translation>
    </message>
    <message>
        <source>Name the company, or import its annual report and ask of that.</source>
        <translation>Indique la empresa o importe su informe anual y pregunte sobre él.</translation>
    </message>
    <message>
        <source>The documents are of several companies: %1 and %2.</source>
        <translation>Los documentos son de varias empresas: %1 y %2.</translation>
    </message>
    <message>
        <source>Ask of one company at a time.</source>
        <translation>Pregunte por una empresa cada vez.</translation>
    </message>
    <message>
        <source>No known company has a similar name.</source>
        <translation>Ninguna empresa conocida tiene un nombre parecido.</translation>
    </message>
    <message>
        <source>Did you mean %1?</source>
        <translation>¿Quiso decir %1?</translation>
    </message>
    <message>
        <source>Did you mean %1 or %2?</source>
        <translation>¿Quiso decir %1 o %2?</translation>
    </message>
    <message>
        <source>Several companies are called &quot;%1&quot;.</source>
        <translation>Varias empresas se llaman «%1».</translation>
    </message>
    <message>
        <source>No company called &quot;%1&quot; is known here.</source>
        <translation>Aquí no se conoce ninguna empresa llamada «%1».</translation>
    </message>
    <message>
        <source>Download it again and import it once more.</source>
        <translation>Vuelva a descargarlo e impórtelo de nuevo.</translation>
    </message>
    <message>
        <source>%1 needs more memory than there is; nothing was imported.</source>
        <translation>%1 necesita más memoria de la que hay; no se importó nada.</translation>
    </message>
    <message>
        <source>Close other programs and import it once more.</source>
        <translation>Cierre otros programas e impórtelo de nuevo.</translation>
    </message>
    <message>
        <source>%1 is empty; nothing was imported.</source>
        <translation>%1 está vacío; no se importó nada.</translation>
    </message>
    <message>
        <source>%1 is no text in UTF-8; nothing was imported.</source>
        <translation>%1 no es texto en UTF-8; no se importó nada.</translation>
    </message>
    <message>
        <source>%1 is nested deeper than companyfacts are; nothing was imported.</source>
        <translation>%1 está anidado a más profundidad que companyfacts; no se importó nada.</translation>
    </message>
    <message>
        <source>%1 is cut short: its JSON ends in the middle; nothing was imported.</source>
        <translation>%1 está cortado: su JSON termina a la mitad; no se importó nada.</translation>
    </message>
    <message>
        <source>%1 is no JSON; nothing was imported.</source>
        <translation>%1 no es JSON; no se importó nada.</translation>
    </message>
    <message>
        <source>%1 is damaged: its JSON is not valid; nothing was imported.</source>
        <translation>%1 está dañado: su JSON no es válido; no se importó nada.</translation>
    </message>
    <message>
        <source>%1 is no companyfacts file: %2; nothing was imported.</source>
        <translation>%1 no es un archivo companyfacts: %2; no se importó nada.</translation>
    </message>
    <message>
        <source>Expected is the SEC&apos;s companyfacts JSON, an object with &quot;cik&quot;, &quot;entityName&quot; and &quot;facts&quot;.</source>
        <translation>Se espera el JSON companyfacts de la SEC, un objeto con &quot;cik&quot;, &quot;entityName&quot; y &quot;facts&quot;.</translation>
    </message>
    <message>
        <source>it is no JSON object</source>
        <translation>no es un objeto JSON</translation>
    </message>
    <message>
        <source>its &quot;facts&quot; are no object</source>
        <translation>sus &quot;facts&quot; no son un objeto</translation>
    </message>
    <message>
        <source>it has no &quot;facts&quot;</source>
        <translation>no tiene &quot;facts&quot;</translation>
    </message>
    <message>
        <source>it names no company by &quot;cik&quot;</source>
        <translation>no indica ninguna empresa mediante &quot;cik&quot;</translation>
    </message>
    <message>
        <source>its &quot;cik&quot; is no such number</source>
        <translation>su &quot;cik&quot; no es un número de ese tipo</translation>
    </message>
    <message>
        <source>it names two companies by &quot;cik&quot;</source>
        <translation>indica dos empresas mediante &quot;cik&quot;</translation>
    </message>
    <message>
        <source>%1 holds more than any facts file does; nothing was imported.</source>
        <translation>%1 contiene más que cualquier archivo de datos; no se importó nada.</translation>
    </message>
    <message>
        <source>Check that it is the file you mean.</source>
        <translation>Compruebe que es el archivo que desea.</translation>
    </message>
    <message>
        <source>%1 is cut short: its compressed data end early; nothing was imported.</source>
        <translation>%1 está cortado: sus datos comprimidos terminan antes de tiempo; no se importó nada.</translation>
    </message>
    <message>
        <source>%1 is damaged: its compressed data don&apos;t unpack; nothing was imported.</source>
        <translation>%1 está dañado: sus datos comprimidos no se pueden descomprimir; no se importó nada.</translation>
    </message>
    <message>
        <source>There is no file %1; nothing was imported.</source>
        <translation>No existe el archivo %1; no se importó nada.</translation>
    </message>
    <message>
        <source>Check the name and the folder.</source>
        <translation>Compruebe el nombre y la carpeta.</translation>
    </message>
    <message>
        <source>%1 is a folder; nothing was imported.</source>
        <translation>%1 es una carpeta; no se importó nada.</translation>
    </message>
    <message>
        <source>%1 is no ordinary file; nothing was imported.</source>
        <translation>%1 no es un archivo ordinario; no se importó nada.</translation>
    </message>
    <message>
        <source>Name the file itself.</source>
        <translation>Indique el propio archivo.</translation>
    </message>
    <message>
        <source>%1 can&apos;t be read: %2; nothing was imported.</source>
        <translation>No se puede leer %1: %2; no se importó nada.</translation>
    </message>
    <message>
        <source>Check that you may read it.</source>
        <translation>Compruebe que tiene permiso para leerlo.</translation>
    </message>
    <message>
        <source>The file holds no usable fact; nothing was stored.</source>
        <translation>El archivo no contiene ningún dato utilizable; no se almacenó nada.</translation>
    </message>
    <message>
        <source>%1: %2, %3 facts read, %4 of them new and %5 restated.</source>
        <translation>%1: %2, %3 datos leídos, de ellos %4 nuevos y %5 reexpresados.</translation>
    </message>
    <message>
        <source>The file is not well-formed; it was read as browsers do, and parts may be missing.</source>
        <translation>El archivo no está bien formado; se leyó como lo hacen los navegadores, y pueden faltar partes.</translation>
    </message>
    <message>
        <source>The filing holds no tagged number that could be read.</source>
        <translation>La presentación regulatoria no contiene ningún número etiquetado que se haya podido leer.</translation>
    </message>
    <message>
        <source>Reading %1 was cancelled; nothing was imported.</source>
        <translation>Se canceló la lectura de %1; no se importó nada.</translation>
    </message>
    <message>
        <source>Reading %1 took too long; nothing was imported.</source>
        <translation>La lectura de %1 tardó demasiado; no se importó nada.</translation>
    </message>
    <message>
        <source>its elements are nested deeper than any filing&apos;s</source>
        <translation>sus elementos están anidados a más profundidad que los de cualquier presentación regulatoria</translation>
    </message>
    <message>
        <source>it holds more paragraphs than any filing does</source>
        <translation>contiene más párrafos que cualquier presentación regulatoria</translation>
    </message>
    <message>
        <source>%1 can&apos;t be read as a filing: %2; nothing was imported.</source>
        <translation>No se puede leer %1 como presentación regulatoria: %2; no se importó nada.</translation>
    </message>
    <message>
        <source>it needs more memory than there is</source>
        <translation>necesita más memoria de la que hay</translation>
    </message>
    <message>
        <source>The report holds no number that could be read.</source>
        <translation>El informe no contiene ningún número que se haya podido leer.</translation>
    </message>
    <message>
        <source>its JSON is not valid at byte %1</source>
        <translation>su JSON no es válido en el byte %1</translation>
    </message>
    <message>
        <source>it is no xBRL-JSON, an object with &quot;documentInfo&quot; and &quot;facts&quot;</source>
        <translation>no es xBRL-JSON, un objeto con &quot;documentInfo&quot; y &quot;facts&quot;</translation>
    </message>
    <message numerus="yes">
        <source>%n tagged number(s) were skipped that can&apos;t be read as one.</source>
        <translation>
            <numerusform>Se omitió %n número etiquetado que no se puede leer como tal.</numerusform>
            <numerusform>Se omitieron %n números etiquetados que no se pueden leer como tales.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n tagged number(s) were skipped whose format is unknown: %1.</source>
        <translation>
            <numerusform>Se omitió %n número etiquetado cuyo formato no se conoce: %1.</numerusform>
            <numerusform>Se omitieron %n números etiquetados cuyo formato no se conoce: %1.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n tagged number(s) were skipped whose context or unit is missing in the file.</source>
        <translation>
            <numerusform>Se omitió %n número etiquetado cuyo contexto o unidad falta en el archivo.</numerusform>
            <numerusform>Se omitieron %n números etiquetados cuyo contexto o unidad falta en el archivo.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n value(s) without a valid period were skipped.</source>
        <translation>
            <numerusform>Se omitió %n valor sin periodo válido.</numerusform>
            <numerusform>Se omitieron %n valores sin periodo válido.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n fact(s) stand there with different values; the more exact one was taken.</source>
        <translation>
            <numerusform>%n dato figura con valores distintos; se tomó el más exacto.</numerusform>
            <numerusform>%n datos figuran con valores distintos; se tomó el más exacto de cada uno.</numerusform>
        </translation>
    </message>
    <message>
        <source>it is not well-formed in line %1</source>
        <translation>no está bien formado en la línea %1</translation>
    </message>
    <message>
        <source>it declares entities, which filings don&apos;t</source>
        <translation>declara entidades, lo que no hacen las presentaciones regulatorias</translation>
    </message>
    <message>
        <source>&quot;%1&quot; doesn&apos;t hold in %2: the sides differ by %3.</source>
        <translation>«%1» no se cumple en %2: los dos lados difieren en %3.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; doesn&apos;t hold in %2.</source>
        <translation>«%1» no se cumple en %2.</translation>
    </message>
    <message numerus="yes">
        <source>%n value(s) were skipped that are no number or beyond any company&apos;s size.</source>
        <translation>
            <numerusform>Se omitió %n valor que no es un número o supera el tamaño de cualquier empresa.</numerusform>
            <numerusform>Se omitieron %n valores que no son números o superan el tamaño de cualquier empresa.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n part(s) of the file were skipped that don&apos;t have the shape of companyfacts.</source>
        <translation>
            <numerusform>Se omitió %n parte del archivo que no tiene la forma de companyfacts.</numerusform>
            <numerusform>Se omitieron %n partes del archivo que no tienen la forma de companyfacts.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n value(s) under a name that can&apos;t be one were skipped.</source>
        <translation>
            <numerusform>Se omitió %n valor con un nombre imposible.</numerusform>
            <numerusform>Se omitieron %n valores con un nombre imposible.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n value(s) stood there more than once and were taken once.</source>
        <translation>
            <numerusform>%n valor figuraba más de una vez y se tomó una sola.</numerusform>
            <numerusform>%n valores figuraban más de una vez y se tomaron una sola.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n value(s) are kept whose unit nothing is derived from: %1.</source>
        <translation>
            <numerusform>Se conserva %n valor de cuya unidad no se deduce nada: %1.</numerusform>
            <numerusform>Se conservan %n valores de cuya unidad no se deduce nada: %1.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n value(s) are kept that don&apos;t name their filing by an accession number.</source>
        <translation>
            <numerusform>Se conserva %n valor que no indica su presentación regulatoria con un número de acceso (accession number).</numerusform>
            <numerusform>Se conservan %n valores que no indican su presentación regulatoria con un número de acceso (accession number).</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n value(s) are kept that don&apos;t say when they were filed; dated ones go before them.</source>
        <translation>
            <numerusform>Se conserva %n valor que no dice cuándo se presentó; los fechados tienen preferencia.</numerusform>
            <numerusform>Se conservan %n valores que no dicen cuándo se presentaron; los fechados tienen preferencia.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n value(s) contradict another one of the same filing.</source>
        <translation>
            <numerusform>%n valor contradice a otro de la misma presentación regulatoria.</numerusform>
            <numerusform>%n valores contradicen a otro de la misma presentación regulatoria.</numerusform>
        </translation>
    </message>
    <message>
        <source>No industry called &quot;%1&quot; is known here.</source>
        <translation>Aquí no se conoce ningún sector llamado «%1».</translation>
    </message>
    <message>
        <source>Choose among: %1.</source>
        <translation>Elija entre: %1.</translation>
    </message>
    <message>
        <source>No copy of %1 could be kept in %2; it was not imported.</source>
        <translation>No se pudo conservar ninguna copia de %1 en %2; no se importó.</translation>
    </message>
    <message>
        <source>The disk is full. Make room and import it again.</source>
        <translation>El disco está lleno. Libere espacio e impórtelo de nuevo.</translation>
    </message>
    <message>
        <source>Check that the folder can be written.</source>
        <translation>Compruebe que se puede escribir en la carpeta.</translation>
    </message>
    <message>
        <source>%1 can&apos;t be read any more.</source>
        <translation>Ya no se puede leer %1.</translation>
    </message>
    <message>
        <source>No copy of the document is kept; import it again.</source>
        <translation>No se conserva ninguna copia del documento; impórtelo de nuevo.</translation>
    </message>
    <message>
        <source>The import of %1 was cancelled.</source>
        <translation>Se canceló la importación de %1.</translation>
    </message>
    <message>
        <source>It has figures, but doesn&apos;t say of which company: name the company to take them.</source>
        <translation>Tiene cifras, pero no dice de qué empresa: indique la empresa para incorporarlas.</translation>
    </message>
    <message>
        <source>%1: known already, nothing changed.</source>
        <translation>%1: ya conocido, nada ha cambiado.</translation>
    </message>
    <message>
        <source>%1: passages %2, tables %3.</source>
        <translation>%1: pasajes %2, tablas %3.</translation>
    </message>
    <message>
        <source>%1: %2; facts %3, passages %4, tables %5.</source>
        <translation>%1: %2; datos %3, pasajes %4, tablas %5.</translation>
    </message>
    <message>
        <source>To compare with: %1.</source>
        <translation>Para comparar: %1.</translation>
    </message>
    <message>
        <source>It is a new version; the earlier one is kept as long as a report or figure rests on it.</source>
        <translation>Es una versión nueva; la anterior se conserva mientras se apoye en ella un informe o una cifra.</translation>
    </message>
    <message>
        <source>%1, page %2</source>
        <translation>%1, página %2</translation>
    </message>
    <message numerus="yes">
        <source>%n page(s) hold more words than are read of one page.</source>
        <translation>
            <numerusform>%n página contiene más palabras de las que se leen de una página.</numerusform>
            <numerusform>%n páginas contienen más palabras de las que se leen de una página.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n paragraph(s) past the limit were left out.</source>
        <translation>
            <numerusform>Se omitió %n párrafo que supera el límite.</numerusform>
            <numerusform>Se omitieron %n párrafos que superan el límite.</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 can&apos;t be read: its pages made the program that reads PDFs fail.</source>
        <translation>No se puede leer %1: sus páginas hicieron fallar el programa que lee los PDF.</translation>
    </message>
    <message>
        <source>Nothing of this file was imported. Save it anew from a PDF viewer and try again.</source>
        <translation>No se importó nada de este archivo. Guárdelo de nuevo desde un visor de PDF y vuelva a intentarlo.</translation>
    </message>
    <message>
        <source>%1 can&apos;t be read: the program that reads PDFs did not start.</source>
        <translation>No se puede leer %1: el programa que lee los PDF no se inició.</translation>
    </message>
    <message>
        <source>Install ConsultantOS anew; other kinds of files can still be imported.</source>
        <translation>Vuelva a instalar ConsultantOS; los demás tipos de archivos se pueden seguir importando.</translation>
    </message>
    <message>
        <source>%1 was given up: reading it took too long.</source>
        <translation>Se abandonó %1: su lectura tardó demasiado.</translation>
    </message>
    <message>
        <source>Nothing of this file was imported. Split it into parts and import those.</source>
        <translation>No se importó nada de este archivo. Divídalo en partes e impórtelas.</translation>
    </message>
    <message>
        <source>Reading %1 was cancelled.</source>
        <translation>Se canceló la lectura de %1.</translation>
    </message>
    <message>
        <source>%1 is protected by a password.</source>
        <translation>%1 está protegido con contraseña.</translation>
    </message>
    <message>
        <source>Save a copy without a password and import that.</source>
        <translation>Guarde una copia sin contraseña e impórtela.</translation>
    </message>
    <message>
        <source>%1 can&apos;t be opened.</source>
        <translation>No se puede abrir %1.</translation>
    </message>
    <message>
        <source>See that the file is still there and that you may read it.</source>
        <translation>Compruebe que el archivo sigue ahí y que tiene permiso para leerlo.</translation>
    </message>
    <message>
        <source>%1 is damaged or no PDF.</source>
        <translation>%1 está dañado o no es un PDF.</translation>
    </message>
    <message>
        <source>Nothing of this file was imported. Get the file again, or save it anew from a PDF viewer.</source>
        <translation>No se importó nada de este archivo. Vuelva a obtener el archivo o guárdelo de nuevo desde un visor de PDF.</translation>
    </message>
    <message>
        <source>%1 needs more memory than one file may take.</source>
        <translation>%1 necesita más memoria de la que puede ocupar un archivo.</translation>
    </message>
    <message>
        <source>Only the first %1 of %2 pages were read.</source>
        <translation>Solo se leyeron las primeras %1 de %2 páginas.</translation>
    </message>
    <message numerus="yes">
        <source>The text of %n page(s) was recognised in pictures: check its figures.</source>
        <translation>
            <numerusform>El texto de %n página se reconoció en imágenes: compruebe sus cifras.</numerusform>
            <numerusform>El texto de %n páginas se reconoció en imágenes: compruebe sus cifras.</numerusform>
        </translation>
    </message>
    <message>
        <source>Time ran out after page %1: later pages that are pictures were not read.</source>
        <translation>El tiempo se agotó después de la página %1: no se leyeron las páginas posteriores que son imágenes.</translation>
    </message>
    <message>
        <source>Time ran out before the first page that is a picture was read.</source>
        <translation>El tiempo se agotó antes de leer la primera página que es una imagen.</translation>
    </message>
    <message>
        <source>The pages are pictures, as of a scanner, in which no text was recognised.</source>
        <translation>Las páginas son imágenes, como las de un escáner, en las que no se reconoció ningún texto.</translation>
    </message>
    <message>
        <source>The pages are pictures without text, as of a scanner: nothing can be found in them.</source>
        <translation>Las páginas son imágenes sin texto, como las de un escáner: no se puede encontrar nada en ellas.</translation>
    </message>
    <message numerus="yes">
        <source>%n page(s) hold no text.</source>
        <translation>
            <numerusform>%n página no contiene texto.</numerusform>
            <numerusform>%n páginas no contienen texto.</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 is larger than one file may be.</source>
        <translation>%1 es mayor de lo que puede ser un archivo.</translation>
    </message>
    <message>
        <source>Nothing of this file was imported. Split it into parts.</source>
        <translation>No se importó nada de este archivo. Divídalo en partes.</translation>
    </message>
    <message>
        <source>%1 could not be written.</source>
        <translation>No se pudo escribir %1.</translation>
    </message>
</context>
<context>
    <name>EvidenceHtml</name>
    <message>
        <source>Value</source>
        <translation>Valor</translation>
    </message>
    <message>
        <source>Concept</source>
        <translation>Concepto</translation>
    </message>
    <message>
        <source>Period</source>
        <translation>Periodo</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <translation>%1 a %2</translation>
    </message>
    <message>
        <source>at %1</source>
        <translation>a %1</translation>
    </message>
    <message>
        <source>Document</source>
        <translation>Documento</translation>
    </message>
    <message>
        <source>Page</source>
        <translation>Página</translation>
    </message>
    <message>
        <source>Cell</source>
        <translation>Celda</translation>
    </message>
    <message>
        <source>Of</source>
        <translation>Relativo a</translation>
    </message>
    <message>
        <source>Form</source>
        <translation>Formulario</translation>
    </message>
    <message>
        <source>Filed</source>
        <translation>Presentado</translation>
    </message>
    <message>
        <source>Accession number</source>
        <translation>Número de acceso</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>Fuente</translation>
    </message>
    <message>
        <source>Restated. Earlier values:</source>
        <translation>Reexpresado. Valores anteriores:</translation>
    </message>
    <message>
        <source>Formula</source>
        <translation>Fórmula</translation>
    </message>
    <message>
        <source>Method</source>
        <translation>Procedimiento</translation>
    </message>
    <message>
        <source>Playbook statement</source>
        <translation>Afirmación del conocimiento sectorial</translation>
    </message>
    <message>
        <source>Section</source>
        <translation>Sección</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>Fecha</translation>
    </message>
    <message>
        <source>Passage</source>
        <translation>Pasaje</translation>
    </message>
    <message>
        <source>Statement</source>
        <translation>Afirmación</translation>
    </message>
    <message>
        <source>Reasoning</source>
        <translation>Razonamiento</translation>
    </message>
    <message>
        <source>Playbook</source>
        <translation>Conocimiento sectorial</translation>
    </message>
    <message>
        <source>This report doesn&apos;t hold the evidence &quot;%1&quot;.</source>
        <translation>Este informe no contiene la evidencia «%1».</translation>
    </message>
    <message>
        <source>In words</source>
        <translation>En palabras</translation>
    </message>
</context>
<context>
    <name>EvidenceQueries</name>
    <message>
        <source>The query &quot;%1&quot; of evidence_queries.json has no words or no usable pattern.</source>
        <translation>La consulta «%1» de evidence_queries.json no tiene palabras o ningún patrón utilizable.</translation>
    </message>
</context>
<context>
    <name>FigureCell</name>
    <message>
        <source>Enter or click shows where it comes from</source>
        <translation>Con Intro o un clic se muestra de dónde procede</translation>
    </message>
</context>
<context>
    <name>FinancialAgent</name>
    <message>
        <source>Reading the company&apos;s facts</source>
        <translation>Leyendo los datos de la empresa</translation>
    </message>
    <message>
        <source>Deriving statements and ratios</source>
        <translation>Deduciendo estados financieros y ratios</translation>
    </message>
</context>
<context>
    <name>Financials</name>
    <message>
        <source>The entry &quot;%1&quot; of %2 can&apos;t be used: %3.</source>
        <translation>La entrada «%1» de %2 no se puede utilizar: %3.</translation>
    </message>
    <message>
        <source>Correct the file or install the program again.</source>
        <translation>Corrija el archivo o vuelva a instalar el programa.</translation>
    </message>
    <message>
        <source>it needs an id and a label</source>
        <translation>necesita id y label</translation>
    </message>
    <message>
        <source>the statement &quot;%1&quot; is not known</source>
        <translation>no se conoce el estado «%1»</translation>
    </message>
    <message>
        <source>the measure &quot;%1&quot; is not known</source>
        <translation>no se conoce la medida «%1»</translation>
    </message>
    <message>
        <source>the time &quot;%1&quot; is not known</source>
        <translation>no se conoce el tiempo «%1»</translation>
    </message>
    <message>
        <source>it has neither tags nor formulas</source>
        <translation>no tiene ni etiquetas ni fórmulas</translation>
    </message>
    <message>
        <source>the id stands there twice</source>
        <translation>el id figura dos veces</translation>
    </message>
    <message>
        <source>the list is missing or empty</source>
        <translation>la lista falta o está vacía</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no line</source>
        <translation>«%1» no es una partida</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is required but not used</source>
        <translation>«%1» se exige pero no se utiliza</translation>
    </message>
    <message>
        <source>it needs id, title, group and unit</source>
        <translation>necesita id, title, group y unit</translation>
    </message>
    <message>
        <source>the id is taken</source>
        <translation>el id ya está en uso</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no line and no figure</source>
        <translation>«%1» no es ni una partida ni un indicador</translation>
    </message>
    <message>
        <source>it rests on itself</source>
        <translation>se apoya en sí misma</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no kind of company</source>
        <translation>«%1» no es un tipo de empresa</translation>
    </message>
</context>
<context>
    <name>FolderListing</name>
    <message>
        <source>The folder holds no file to import.</source>
        <translation>La carpeta no contiene ningún archivo para importar.</translation>
    </message>
    <message>
        <source>Hidden files and links are left out.</source>
        <translation>Los archivos ocultos y los enlaces se omiten.</translation>
    </message>
    <message>
        <source>The folder holds more than %1 files; the rest was left out.</source>
        <translation>La carpeta contiene más de %1 archivos; el resto se omitió.</translation>
    </message>
    <message>
        <source>Import its subfolders one by one.</source>
        <translation>Importe sus subcarpetas una por una.</translation>
    </message>
</context>
<context>
    <name>Forecast</name>
    <message>
        <source>No line of %1 has three years of values.</source>
        <translation>Ninguna partida de los estados financieros de %1 tiene valores de tres años.</translation>
    </message>
    <message>
        <source>Import filings or a table of its figures.</source>
        <translation>Importe presentaciones regulatorias o una tabla con las cifras de la empresa.</translation>
    </message>
    <message>
        <source>Working days count: each more in a month, in place of a weekend&apos;s day, brings %1.</source>
        <translation>Los días laborables influyen: cada uno de más en el mes, en lugar de un día de fin de semana, aporta %1.</translation>
    </message>
    <message>
        <source>Leap years count: the day more brings February %1.</source>
        <translation>Los años bisiestos influyen: el día adicional aporta a febrero %1.</translation>
    </message>
    <message>
        <source>Easter counts: the days before it bring their month %1.</source>
        <translation>La Pascua influye: los días anteriores aportan a su mes %1.</translation>
    </message>
    <message>
        <source>Easter counts: Good Friday to Easter Monday bring %1.</source>
        <translation>La Pascua influye: del Viernes Santo al Lunes de Pascua se aporta %1.</translation>
    </message>
    <message>
        <source>Christmas and New Year count: their days bring %1.</source>
        <translation>La Navidad y el Año Nuevo influyen: sus días aportan %1.</translation>
    </message>
    <message>
        <source>Fewer than eight values bear no model.</source>
        <translation>Menos de ocho valores no sostienen ningún modelo.</translation>
    </message>
    <message>
        <source>Outliers were put onto their neighbours&apos; level: %1.</source>
        <translation>Los valores atípicos se llevaron al nivel de los contiguos: %1.</translation>
    </message>
    <message>
        <source>The level shifts at %1; what lies before may mislead.</source>
        <translation>El nivel se desplaza en %1; lo anterior puede inducir a error.</translation>
    </message>
    <message>
        <source>Chosen by you.</source>
        <translation>Elegido por usted.</translation>
    </message>
    <message>
        <source>Combined, as that errs less than any one method, with the weights that did best on other series of this frequency.</source>
        <translation>Combinados, porque así el error es menor que con cualquier procedimiento por separado, con los pesos que mejor funcionaron en otras series de esta frecuencia.</translation>
    </message>
    <message>
        <source>Combined, as that errs less than any one method, with the weights that did best on other series of this frequency, moved by the methods&apos; errors in the series&apos; own past.</source>
        <translation>Combinado, porque así yerra menos que cualquier método por separado, con los pesos que mejor resultado dieron en otras series de esta frecuencia, ajustados según los errores de los métodos en el propio historial de la serie.</translation>
    </message>
    <message>
        <source>A forecast has 1 to 10,000 periods.</source>
        <translation>Una previsión tiene de 1 a 10.000 periodos.</translation>
    </message>
    <message>
        <source>It has one value only.</source>
        <translation>Solo tiene un valor.</translation>
    </message>
    <message>
        <source>A forecast needs two values at least.</source>
        <translation>Una previsión necesita al menos dos valores.</translation>
    </message>
    <message>
        <source>Most of its values are no finite numbers.</source>
        <translation>La mayoría de los valores de la serie no son números finitos.</translation>
    </message>
    <message>
        <source>Write plain numbers with a point.</source>
        <translation>Escriba números sencillos con punto decimal.</translation>
    </message>
    <message>
        <source>All values are the same.</source>
        <translation>Todos los valores son iguales.</translation>
    </message>
    <message>
        <source>Many of the values are zero.</source>
        <translation>Muchos de los valores son cero.</translation>
    </message>
    <message>
        <source>Models see the last %1 values only.</source>
        <translation>Los modelos solo ven los últimos %1 valores.</translation>
    </message>
    <message>
        <source>The method chosen can&apos;t forecast this series.</source>
        <translation>El método elegido no puede prever esta serie.</translation>
    </message>
    <message>
        <source>Choose another method, or the combination.</source>
        <translation>Elija otro método o la combinación.</translation>
    </message>
    <message>
        <source>The frequency &quot;%1&quot; is not known.</source>
        <translation>No se conoce la frecuencia «%1».</translation>
    </message>
    <message>
        <source>Choose among %1.</source>
        <translation>Elija entre %1.</translation>
    </message>
    <message>
        <source>Totals are the sums of their parts&apos; forecasts.</source>
        <translation>Los totales son las sumas de las previsiones de sus partes.</translation>
    </message>
    <message>
        <source>Reconciled so that parts add up to their totals, each moved in proportion to the parts in it; the past is too short to tell how errors go together.</source>
        <translation>Conciliado para que las partes sumen sus totales, ajustando cada valor en proporción a las partes que contiene; el historial es demasiado corto para saber cómo se relacionan los errores.</translation>
    </message>
    <message>
        <source>Reconciled so that parts add up to their totals, by the covariance of their backtests&apos; errors, its correlations shrunk by %1 %.</source>
        <translation>Conciliado para que las partes sumen sus totales, según la covarianza de los errores de sus pruebas retrospectivas, con las correlaciones contraídas un %1&#xa0;%.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; has other periods than &quot;%2&quot;.</source>
        <translation>«%1» tiene periodos distintos de los de «%2».</translation>
    </message>
    <message>
        <source>Series that add up need the same periods.</source>
        <translation>Las series que se suman deben tener los mismos periodos.</translation>
    </message>
    <message>
        <source>The series don&apos;t form a hierarchy: a total must be the sum of other series, and of each once.</source>
        <translation>Las series no forman una jerarquía: un total debe ser la suma de otras series y contener cada una solo una vez.</translation>
    </message>
    <message>
        <source>Each series of a hierarchy needs as many forecast values.</source>
        <translation>Todas las series de una jerarquía deben tener el mismo número de valores previstos.</translation>
    </message>
    <message>
        <source>Its dates are written both as day/month and as month/day.</source>
        <translation>Las fechas de la serie están escritas tanto como día/mes como mes/día.</translation>
    </message>
    <message>
        <source>Write them as 2024-01-31.</source>
        <translation>Escríbalas como 2024-01-31.</translation>
    </message>
    <message>
        <source>Its dates can be day/month as well as month/day: &quot;%1&quot;.</source>
        <translation>Las fechas de la serie pueden ser tanto día/mes como mes/día: «%1».</translation>
    </message>
    <message>
        <source>Write them as 2024-01-31, or name the frequency.</source>
        <translation>Escríbalas como 2024-01-31 o indique la frecuencia.</translation>
    </message>
    <message>
        <source>Dates like %1 are read with the day first.</source>
        <translation>Las fechas como %1 se leen con el día en primer lugar.</translation>
    </message>
    <message>
        <source>Dates like %1 are read with the month first.</source>
        <translation>Las fechas como %1 se leen con el mes en primer lugar.</translation>
    </message>
    <message>
        <source>Half years are no frequency that is known.</source>
        <translation>Los semestres no son una frecuencia conocida.</translation>
    </message>
    <message>
        <source>Give quarters, or add the halves up to years.</source>
        <translation>Indique trimestres o sume los semestres para formar años.</translation>
    </message>
    <message>
        <source>Its periods name no year.</source>
        <translation>Los periodos de la serie no indican el año.</translation>
    </message>
    <message>
        <source>Write them as Jan 2024, Q1 2024 or 2024-01-31.</source>
        <translation>Escríbalos como Jan 2024, Q1 2024 o 2024-01-31.</translation>
    </message>
    <message>
        <source>Its periods can&apos;t be read: &quot;%1&quot;.</source>
        <translation>No se pueden leer los periodos de la serie: «%1».</translation>
    </message>
    <message>
        <source>Write them as 2024, 2024Q1, 2024-01, 2024-01-31 or as numbers.</source>
        <translation>Escríbalos como 2024, 2024Q1, 2024-01, 2024-01-31 o como números.</translation>
    </message>
    <message>
        <source>Numbers are read with a decimal comma.</source>
        <translation>Los números se leen con coma decimal.</translation>
    </message>
    <message>
        <source>Its periods are of several frequencies.</source>
        <translation>Los periodos de la serie son de varias frecuencias.</translation>
    </message>
    <message>
        <source>Make each frequency a series of its own, or add values up first.</source>
        <translation>Cree una serie para cada frecuencia o sume antes los valores.</translation>
    </message>
    <message>
        <source>It has no values.</source>
        <translation>La serie no tiene valores.</translation>
    </message>
    <message>
        <source>Its dates are irregular.</source>
        <translation>Las fechas de la serie son irregulares.</translation>
    </message>
    <message>
        <source>Name the frequency, or give one value a period.</source>
        <translation>Indique la frecuencia o dé un solo valor por periodo.</translation>
    </message>
    <message>
        <source>Its periods don&apos;t fit the frequency.</source>
        <translation>Los periodos de la serie no corresponden a la frecuencia.</translation>
    </message>
    <message>
        <source>Name another frequency, or add the values up to one a period first.</source>
        <translation>Indique otra frecuencia o sume antes los valores hasta tener uno por periodo.</translation>
    </message>
    <message>
        <source>More than a third of its periods are missing.</source>
        <translation>Falta más de un tercio de los periodos de la serie.</translation>
    </message>
    <message>
        <source>Name a coarser frequency, or complete the series.</source>
        <translation>Indique una frecuencia menos detallada o complete la serie.</translation>
    </message>
    <message>
        <source>Its periods are irregular.</source>
        <translation>Los periodos de la serie son irregulares.</translation>
    </message>
    <message>
        <source>The table has no rows.</source>
        <translation>La tabla no tiene filas.</translation>
    </message>
    <message>
        <source>This series has no forecast.</source>
        <translation>Esta serie no tiene previsión.</translation>
    </message>
    <message>
        <source>Public holidays of %1 count: each brings %2.</source>
        <translation>Los días festivos de %1 influyen: cada uno aporta %2.</translation>
    </message>
    <message>
        <source>Public holidays count in days with dates alone, from %1 of them on.</source>
        <translation>Los festivos solo cuentan en días con fecha, a partir de %1 días.</translation>
    </message>
    <message>
        <source>Public holidays of %1 don&apos;t count: the series doesn&apos;t show them.</source>
        <translation>Los festivos (%1) no cuentan: la serie no los muestra.</translation>
    </message>
    <message numerus="yes">
        <source>%n row(s) with unreadable periods left out.</source>
        <translation>
            <numerusform>Se omitió %n fila con un período ilegible.</numerusform>
            <numerusform>Se omitieron %n filas con períodos ilegibles.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n value(s) that are no finite numbers count as missing.</source>
        <translation>
            <numerusform>%n valor que no es un número finito cuenta como ausente.</numerusform>
            <numerusform>%n valores que no son números finitos cuentan como ausentes.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n row(s) of another frequency left out.</source>
        <translation>
            <numerusform>Se omitió %n fila de otra frecuencia.</numerusform>
            <numerusform>Se omitieron %n filas de otra frecuencia.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n period(s) came more than once; the last value stands.</source>
        <translation>
            <numerusform>%n período figuraba varias veces; vale el último valor.</numerusform>
            <numerusform>%n períodos figuraban varias veces; vale el último valor.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n missing period(s) filled from their neighbours.</source>
        <translation>
            <numerusform>Se completó %n período ausente con los valores vecinos.</numerusform>
            <numerusform>Se completaron %n períodos ausentes con los valores vecinos.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ForecastExport</name>
    <message>
        <source>Period</source>
        <translation>Periodo</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Valor</translation>
    </message>
    <message>
        <source>80 % from</source>
        <translation>80&#xa0;% desde</translation>
    </message>
    <message>
        <source>80 % to</source>
        <translation>80&#xa0;% hasta</translation>
    </message>
    <message>
        <source>95 % from</source>
        <translation>95&#xa0;% desde</translation>
    </message>
    <message>
        <source>95 % to</source>
        <translation>95&#xa0;% hasta</translation>
    </message>
    <message>
        <source>What it is</source>
        <translation>Tipo de valor</translation>
    </message>
    <message>
        <source>History</source>
        <translation>Histórico</translation>
    </message>
    <message>
        <source>Your own value</source>
        <translation>Valor propio</translation>
    </message>
    <message>
        <source>Forecast, moved by your growth</source>
        <translation>Previsión, ajustada con su crecimiento</translation>
    </message>
    <message>
        <source>Forecast</source>
        <translation>Previsión</translation>
    </message>
</context>
<context>
    <name>ForecastService</name>
    <message>
        <source>Cancelled.</source>
        <translation>Cancelado.</translation>
    </message>
    <message>
        <source>None of the series can be forecast. The first: %1</source>
        <translation>Ninguna de las series se puede prever. La primera: %1</translation>
    </message>
    <message>
        <source>The forecasts took longer than %1 seconds.</source>
        <translation>Las previsiones han tardado más de %1 segundos.</translation>
    </message>
    <message>
        <source>Ask for fewer series at once, or for a longer time limit.</source>
        <translation>Solicite menos series a la vez o un límite de tiempo mayor.</translation>
    </message>
    <message>
        <source>A company&apos;s lines are forecast by fiscal year or by quarter.</source>
        <translation>Las partidas de una empresa se prevén por ejercicio o por trimestre.</translation>
    </message>
    <message>
        <source>Choose the frequency yearly or quarterly.</source>
        <translation>Elija la frecuencia anual o trimestral.</translation>
    </message>
    <message>
        <source>Growth fades in a company&apos;s fiscal years alone.</source>
        <translation>El crecimiento solo se atenúa en los ejercicios de una empresa.</translation>
    </message>
    <message>
        <source>The time limit is longer than five minutes, or none.</source>
        <translation>El límite de tiempo supera los cinco minutos o no existe.</translation>
    </message>
    <message>
        <source>Name a company or give series: one of the two.</source>
        <translation>Indique una empresa o proporcione series: una de las dos cosas.</translation>
    </message>
    <message>
        <source>A forecast has 1 to %1 periods.</source>
        <translation>Una previsión abarca de 1 a %1 periodos.</translation>
    </message>
    <message>
        <source>At most %1 series with %2 values together are taken.</source>
        <translation>Se admiten como máximo %1 series con %2 valores en total.</translation>
    </message>
    <message>
        <source>Ask for them in parts.</source>
        <translation>Solicítelas por partes.</translation>
    </message>
    <message>
        <source>The public holidays of &quot;%1&quot; aren&apos;t known.</source>
        <translation>No se conocen los festivos de «%1».</translation>
    </message>
    <message>
        <source>Name one of %1.</source>
        <translation>Indique uno de estos: %1.</translation>
    </message>
    <message>
        <source>Public holidays count in series of days, not in a company&apos;s fiscal years and quarters.</source>
        <translation>Los festivos cuentan en series diarias, no en los ejercicios y trimestres de una empresa.</translation>
    </message>
</context>
<context>
    <name>ForecastTable</name>
    <message>
        <source>No series is found in this table.</source>
        <translation>No se ha encontrado ninguna serie en esta tabla.</translation>
    </message>
    <message>
        <source>Give a column of periods (2024, 2024Q1, 2024-01, 2024-01-31) and a column of numbers for each series, or the columns series, period and value.</source>
        <translation>Incluya una columna de periodos (2024, 2024Q1, 2024-01, 2024-01-31) y una columna de números por serie, o las columnas series, period y value.</translation>
    </message>
    <message>
        <source>Series %1</source>
        <translation>Serie %1</translation>
    </message>
    <message>
        <source>The table has more than 20,000 series.</source>
        <translation>La tabla tiene más de 20.000 series.</translation>
    </message>
    <message>
        <source>The command line takes tables of any size: consultantos-cli forecast --csv FILE.</source>
        <translation>La línea de órdenes admite tablas de cualquier tamaño: consultantos-cli forecast --csv FILE.</translation>
    </message>
    <message>
        <source>The table is too large to be read whole.</source>
        <translation>La tabla es demasiado grande para leerla entera.</translation>
    </message>
    <message>
        <source>The table can&apos;t be read: there is no room for it.</source>
        <translation>No se puede leer la tabla: no hay espacio para ella.</translation>
    </message>
</context>
<context>
    <name>ForecastWords</name>
    <message>
        <source>Yearly</source>
        <translation>Anual</translation>
    </message>
    <message>
        <source>Quarterly</source>
        <translation>Trimestral</translation>
    </message>
    <message>
        <source>Monthly</source>
        <translation>Mensual</translation>
    </message>
    <message>
        <source>Weekly</source>
        <translation>Semanal</translation>
    </message>
    <message>
        <source>Daily</source>
        <translation>Diaria</translation>
    </message>
    <message>
        <source>Weekdays</source>
        <translation>Días laborables</translation>
    </message>
    <message>
        <source>Hourly</source>
        <translation>Horaria</translation>
    </message>
    <message>
        <source>No season</source>
        <translation>Sin estacionalidad</translation>
    </message>
    <message>
        <source>Naive: the last value</source>
        <translation>Ingenuo: el último valor</translation>
    </message>
    <message>
        <source>Seasonal naive: the last season</source>
        <translation>Ingenuo estacional: la última temporada</translation>
    </message>
    <message>
        <source>Drift</source>
        <translation>Deriva</translation>
    </message>
    <message>
        <source>Exponential smoothing</source>
        <translation>Suavizado exponencial</translation>
    </message>
    <message>
        <source>Exponential smoothing, damped trend</source>
        <translation>Suavizado exponencial, tendencia amortiguada</translation>
    </message>
    <message>
        <source>Theta</source>
        <translation>Theta</translation>
    </message>
    <message>
        <source>Theta, dynamic and optimised</source>
        <translation>Theta, dinámico y optimizado</translation>
    </message>
    <message>
        <source>Complex exponential smoothing</source>
        <translation>Suavizado exponencial complejo</translation>
    </message>
    <message>
        <source>ARIMA</source>
        <translation>ARIMA</translation>
    </message>
    <message>
        <source>Theta over levels of aggregation</source>
        <translation>Theta sobre niveles de agregación</translation>
    </message>
    <message>
        <source>Exponential smoothing, season taken out</source>
        <translation>Suavizado exponencial, desestacionalizado</translation>
    </message>
    <message>
        <source>ARIMA of the logarithms</source>
        <translation>ARIMA de los logaritmos</translation>
    </message>
    <message>
        <source>Combination</source>
        <translation>Combinación</translation>
    </message>
    <message>
        <source>Croston without its bias</source>
        <translation>Croston, corregido de sesgo</translation>
    </message>
    <message>
        <source>Constant</source>
        <translation>Constante</translation>
    </message>
    <message>
        <source>a week</source>
        <translation>a la semana</translation>
    </message>
    <message>
        <source>a day</source>
        <translation>al día</translation>
    </message>
    <message>
        <source>a step</source>
        <translation>por paso</translation>
    </message>
    <message>
        <source>a year</source>
        <translation>al año</translation>
    </message>
    <message>
        <source>%1: %2 (yours)</source>
        <translation>%1: %2 (propio)</translation>
    </message>
    <message>
        <source>%1: %2 (95 %: %3 to %4)</source>
        <translation>%1: %2 (95&#xa0;%: %3 a %4)</translation>
    </message>
    <message>
        <source>%1, %2 values</source>
        <translation>%1, %2 valores</translation>
    </message>
    <message>
        <source>MASE %1, naive %2</source>
        <translation>MASE %1, ingenuo %2</translation>
    </message>
    <message>
        <source>within 95 %: %1 of %2 past values</source>
        <translation>dentro del 95&#xa0;%: %1 de %2 valores pasados</translation>
    </message>
    <message>
        <source>no backtest</source>
        <translation>sin prueba retrospectiva</translation>
    </message>
    <message>
        <source>no better than naive</source>
        <translation>no mejor que el ingenuo</translation>
    </message>
    <message>
        <source>%1. %2</source>
        <translation>%1. %2</translation>
    </message>
    <message>
        <source>In its own past this forecast was no better than naive (MASE %1, naive %2): the last value, or season, says as much.</source>
        <translation>En el propio historial de la serie, esta previsión no fue mejor que la ingenua (MASE %1, ingenua %2): el último valor, o la última temporada, informa igual de bien.</translation>
    </message>
    <message>
        <source>In its own past its errors were %1 of the naive forecast&apos;s (MASE %2, naive %3, sMAPE %4 %).</source>
        <translation>En el propio historial de la serie, los errores fueron %1 de los de la previsión ingenua (MASE %2, ingenua %3, sMAPE %4&#xa0;%).</translation>
    </message>
    <message>
        <source>Of %1 past values, %2 lay within the 80 % interval and %3 within the 95 % interval; few values say little.</source>
        <translation>De %1 valores pasados, %2 quedaron dentro del intervalo del 80&#xa0;% y %3 dentro del intervalo del 95&#xa0;%; pocos valores dicen poco.</translation>
    </message>
    <message>
        <source>It is too short for a backtest: how far it errs, and whether its intervals hold, is not known.</source>
        <translation>La serie es demasiado corta para una prueba retrospectiva: no se sabe cuánto yerra ni si sus intervalos se cumplen.</translation>
    </message>
    <message numerus="yes">
        <source>%n value(s) are your own; no interval is claimed for them.</source>
        <translation>
            <numerusform>%n valor es suyo; para él no se da ningún intervalo.</numerusform>
            <numerusform>%n valores son suyos; para ellos no se da ningún intervalo.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n value(s) were moved by your growth, and their intervals with them.</source>
        <translation>
            <numerusform>%n valor se ha ajustado con su crecimiento, y con él su intervalo.</numerusform>
            <numerusform>%n valores se han ajustado con su crecimiento, y con ellos sus intervalos.</numerusform>
        </translation>
    </message>
    <message>
        <source>Your growth is not used: values that aren&apos;t positive don&apos;t grow by a share.</source>
        <translation>Su crecimiento no se utiliza: los valores que no son positivos no crecen en un porcentaje.</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>En espera</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>Cancelado</translation>
    </message>
    <message>
        <source>United States</source>
        <translation>Estados Unidos</translation>
    </message>
    <message>
        <source>Germany</source>
        <translation>Alemania</translation>
    </message>
    <message>
        <source>France</source>
        <translation>Francia</translation>
    </message>
    <message>
        <source>England and Wales</source>
        <translation>Inglaterra y Gales</translation>
    </message>
    <message>
        <source>Series</source>
        <translation>Serie</translation>
    </message>
</context>
<context>
    <name>ForecastingAgent</name>
    <message>
        <source>Cancelled.</source>
        <translation>Cancelado.</translation>
    </message>
    <message>
        <source>Reading the company&apos;s facts</source>
        <translation>Leyendo los datos de la empresa</translation>
    </message>
    <message>
        <source>Forecasting: %1</source>
        <translation>Previendo: %1</translation>
    </message>
</context>
<context>
    <name>Framework</name>
    <message>
        <source>The analysis was cancelled.</source>
        <translation>Se ha cancelado el análisis.</translation>
    </message>
</context>
<context>
    <name>FrameworkAgent</name>
    <message>
        <source>Scoring %1</source>
        <translation>Puntuando: %1</translation>
    </message>
    <message>
        <source>The language model words %1</source>
        <translation>El modelo de lenguaje redacta: %1</translation>
    </message>
</context>
<context>
    <name>FrameworkCatalogue</name>
    <message>
        <source>%1 can&apos;t be read.</source>
        <translation>No se puede leer %1.</translation>
    </message>
    <message>
        <source>%1 is larger than a framework&apos;s file may be.</source>
        <translation>%1 es mayor de lo que puede ser el archivo de un método.</translation>
    </message>
    <message>
        <source>%1: there is another framework &quot;%2&quot;.</source>
        <translation>%1: ya existe otro método «%2».</translation>
    </message>
    <message>
        <source>Give it an id of its own.</source>
        <translation>Asígnele un identificador propio.</translation>
    </message>
    <message>
        <source>%1: another framework has the query &quot;%2&quot;.</source>
        <translation>%1: otro método ya tiene la consulta «%2».</translation>
    </message>
</context>
<context>
    <name>FrameworkFile</name>
    <message>
        <source>&quot;%1&quot; must be of lower-case letters, digits and underlines.</source>
        <translation>«%1» debe constar de letras minúsculas, cifras y guiones bajos.</translation>
    </message>
    <message>
        <source>a text can&apos;t hold a figure of its own; name a value instead.</source>
        <translation>un texto no puede contener una cifra propia; indique un valor en su lugar.</translation>
    </message>
    <message>
        <source>a brace without its other half.</source>
        <translation>una llave sin su pareja.</translation>
    </message>
    <message>
        <source>no &quot;with&quot; gives what follows &quot;$&quot;.</source>
        <translation>ningún «with» establece lo que sigue a «$».</translation>
    </message>
    <message>
        <source>&quot;text&quot; is missing.</source>
        <translation>falta «text».</translation>
    </message>
    <message>
        <source>there is no query &quot;%1&quot;.</source>
        <translation>no existe la consulta «%1».</translation>
    </message>
    <message>
        <source>&quot;measure&quot; is one of %1.</source>
        <translation>«measure» debe ser uno de estos: %1.</translation>
    </message>
    <message>
        <source>there is no ratio &quot;%1&quot;.</source>
        <translation>no existe la ratio «%1».</translation>
    </message>
    <message>
        <source>&quot;direction&quot; is &quot;raises&quot; or &quot;lowers&quot;.</source>
        <translation>«direction» debe ser «raises» o «lowers».</translation>
    </message>
    <message>
        <source>a weight lies between zero and one.</source>
        <translation>un peso está entre cero y uno.</translation>
    </message>
    <message>
        <source>the measure &quot;%1&quot; needs &quot;start&quot; below &quot;stop&quot;.</source>
        <translation>en la medida «%1», «start» debe ser menor que «stop».</translation>
    </message>
    <message>
        <source>a value needs &quot;formula&quot; or &quot;rank&quot;.</source>
        <translation>un valor necesita «formula» o «rank».</translation>
    </message>
    <message>
        <source>&quot;unit&quot; is one of %1.</source>
        <translation>«unit» debe ser uno de estos: %1.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is a figure; a field holds words only.</source>
        <translation>«%1» es una cifra; un campo solo contiene palabras.</translation>
    </message>
    <message>
        <source>there is no figure or text &quot;%1&quot;.</source>
        <translation>no existe la cifra ni el texto «%1».</translation>
    </message>
    <message>
        <source>the weights of section &quot;%1&quot; sum to %2 instead of one.</source>
        <translation>los pesos de la sección «%1» suman %2 en lugar de uno.</translation>
    </message>
    <message>
        <source>a row needs &quot;text&quot;.</source>
        <translation>una fila necesita «text».</translation>
    </message>
    <message>
        <source>&quot;each&quot; can only be &quot;parts&quot;.</source>
        <translation>«each» solo puede ser «parts».</translation>
    </message>
    <message>
        <source>&quot;derivation&quot; is one of %1.</source>
        <translation>«derivation» debe ser uno de estos: %1.</translation>
    </message>
    <message>
        <source>a framework has one to %1 sections.</source>
        <translation>un método tiene de una a %1 secciones.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is missing or empty.</source>
        <translation>falta «%1» o está vacío.</translation>
    </message>
    <message>
        <source>&quot;start&quot; must lie below &quot;stop&quot;.</source>
        <translation>«start» debe ser menor que «stop».</translation>
    </message>
    <message>
        <source>&quot;exposure&quot; can only be &quot;foreign_revenue&quot;.</source>
        <translation>«exposure» solo puede ser «foreign_revenue».</translation>
    </message>
    <message>
        <source>there is another &quot;%1&quot;.</source>
        <translation>ya existe otro «%1».</translation>
    </message>
    <message>
        <source>a framework needs &quot;framework&quot; and &quot;title&quot;.</source>
        <translation>un método necesita «framework» y «title».</translation>
    </message>
    <message>
        <source>&quot;%1&quot; must be a number.</source>
        <translation>«%1» debe ser un número.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; lies between %2 and %3.</source>
        <translation>«%1» está entre %2 y %3.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; must be a whole number.</source>
        <translation>«%1» debe ser un número entero.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; may not lie above &quot;%2&quot;.</source>
        <translation>«%1» no puede ser superior a «%2».</translation>
    </message>
    <message>
        <source>an amount that is computed needs &quot;id&quot; and &quot;title&quot;.</source>
        <translation>un importe calculado necesita «id» y «title».</translation>
    </message>
    <message>
        <source>&quot;{spread}&quot; needs &quot;less&quot;.</source>
        <translation>«{spread}» necesita «less».</translation>
    </message>
    <message>
        <source>&quot;{%1}&quot; is not known in this text; known are: %2.</source>
        <translation>«{%1}» no se conoce en este texto; se conocen: %2.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no figure: it has no sign.</source>
        <translation>«%1» no es un indicador: no tiene signo.</translation>
    </message>
    <message>
        <source>There are %1 more faults below.</source>
        <translation>Hay %1 errores más abajo.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no language: labels stand under its two letters, such as &quot;en&quot;.</source>
        <translation>«%1» no es un idioma: las etiquetas van bajo sus dos letras, por ejemplo «en».</translation>
    </message>
</context>
<context>
    <name>FrameworkFolder</name>
    <message>
        <source>%1 can&apos;t be written; what stood there stays.</source>
        <translation>No se puede escribir %1; se conserva lo que había.</translation>
    </message>
    <message>
        <source>%1 can&apos;t be read.</source>
        <translation>No se puede leer %1.</translation>
    </message>
    <message>
        <source>%1 is larger than a framework&apos;s file may be.</source>
        <translation>%1 es mayor de lo que puede ser el archivo de un método.</translation>
    </message>
    <message>
        <source>%1 is not written in UTF-8.</source>
        <translation>%1 no está escrito en UTF-8.</translation>
    </message>
    <message>
        <source>There is already a file %1.</source>
        <translation>Ya existe un archivo %1.</translation>
    </message>
    <message>
        <source>Frameworks that come with the program can&apos;t be changed; copy it first.</source>
        <translation>Los métodos que vienen con el programa no se pueden modificar; copie primero el método.</translation>
    </message>
    <message>
        <source>Frameworks that come with the program can&apos;t be deleted.</source>
        <translation>Los métodos que vienen con el programa no se pueden eliminar.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no name of a framework: small letters, digits and underscores, beginning with a letter.</source>
        <translation>«%1» no es un nombre de método: minúsculas, cifras y guiones bajos, empezando por una letra.</translation>
    </message>
</context>
<context>
    <name>Grade</name>
    <message>
        <source>Computed</source>
        <translation>Calculado</translation>
    </message>
    <message>
        <source>Quoted</source>
        <translation>Citado</translation>
    </message>
    <message>
        <source>Playbook</source>
        <translation>Conocimiento sectorial</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modelo</translation>
    </message>
    <message>
        <source>Person</source>
        <translation>Persona</translation>
    </message>
</context>
<context>
    <name>GrowthAnchors</name>
    <message>
        <source>Gross domestic product of %1, nominal, in US dollars, a year from %2 to %3</source>
        <translation>Producto interior bruto (%1), nominal, en dólares estadounidenses, al año de %2 a %3</translation>
    </message>
    <message>
        <source>Growth of earnings that is expected in its industry, a year over five years</source>
        <translation>Crecimiento del beneficio esperado en el sector, al año durante cinco años</translation>
    </message>
    <message>
        <source>Australia</source>
        <translation>Australia</translation>
    </message>
    <message>
        <source>Brazil</source>
        <translation>Brasil</translation>
    </message>
    <message>
        <source>Canada</source>
        <translation>Canadá</translation>
    </message>
    <message>
        <source>Switzerland</source>
        <translation>Suiza</translation>
    </message>
    <message>
        <source>China</source>
        <translation>China</translation>
    </message>
    <message>
        <source>Germany</source>
        <translation>Alemania</translation>
    </message>
    <message>
        <source>Spain</source>
        <translation>España</translation>
    </message>
    <message>
        <source>France</source>
        <translation>Francia</translation>
    </message>
    <message>
        <source>the United Kingdom</source>
        <translation>Reino Unido</translation>
    </message>
    <message>
        <source>Ireland</source>
        <translation>Irlanda</translation>
    </message>
    <message>
        <source>India</source>
        <translation>India</translation>
    </message>
    <message>
        <source>Italy</source>
        <translation>Italia</translation>
    </message>
    <message>
        <source>Japan</source>
        <translation>Japón</translation>
    </message>
    <message>
        <source>Korea, Rep.</source>
        <translation>Corea del Sur</translation>
    </message>
    <message>
        <source>the Netherlands</source>
        <translation>Países Bajos</translation>
    </message>
    <message>
        <source>Sweden</source>
        <translation>Suecia</translation>
    </message>
    <message>
        <source>the United States</source>
        <translation>Estados Unidos</translation>
    </message>
    <message>
        <source>the world</source>
        <translation>mundo</translation>
    </message>
</context>
<context>
    <name>HealthFigures</name>
    <message>
        <source>Uptime of the last day</source>
        <translation>Disponibilidad del último día</translation>
    </message>
    <message>
        <source>P50 of requests</source>
        <translation>P50 de las peticiones</translation>
    </message>
    <message>
        <source>P95 of requests</source>
        <translation>P95 de las peticiones</translation>
    </message>
    <message>
        <source>P99 of requests</source>
        <translation>P99 de las peticiones</translation>
    </message>
    <message>
        <source>Cache hit rate</source>
        <translation>Tasa de aciertos de la caché</translation>
    </message>
    <message>
        <source>Requests that fail</source>
        <translation>Peticiones fallidas</translation>
    </message>
    <message>
        <source>Agents that fail</source>
        <translation>Agentes fallidos</translation>
    </message>
    <message>
        <source>Levels of the cache that can&apos;t be used</source>
        <translation>Niveles de la caché que no se pueden usar</translation>
    </message>
    <message>
        <source>Growth of memory in an hour</source>
        <translation>Crecimiento de la memoria en una hora</translation>
    </message>
    <message>
        <source>P95 of store operations</source>
        <translation>P95 de las operaciones de los almacenes</translation>
    </message>
    <message>
        <source>Calls of models that ran out of time</source>
        <translation>Llamadas a modelos que agotaron su tiempo</translation>
    </message>
    <message>
        <source>Providers of models left alone</source>
        <translation>Proveedores de modelos en pausa</translation>
    </message>
    <message>
        <source>%1: %2, alert under %3</source>
        <translation>%1: %2, alerta por debajo de %3</translation>
    </message>
    <message>
        <source>%1: %2, alert over %3</source>
        <translation>%1: %2, alerta por encima de %3</translation>
    </message>
    <message>
        <source>%1, since %2</source>
        <translation>%1, desde %2</translation>
    </message>
    <message>
        <source>calls go through</source>
        <translation>las llamadas se cursan</translation>
    </message>
    <message>
        <source>left alone, the next call tries it</source>
        <translation>en pausa, la próxima llamada vuelve a intentarlo</translation>
    </message>
    <message>
        <source>left alone after failures, tried again in %1</source>
        <translation>en pausa tras varios fallos, se reintentará en %1</translation>
    </message>
    <message>
        <source>%1 calls a second at most, %2 waiting, %3 under way</source>
        <translation>%1 llamadas por segundo como máximo, %2 en espera, %3 en curso</translation>
    </message>
</context>
<context>
    <name>HealthLight</name>
    <message>
        <source>strong</source>
        <translation>fuerte</translation>
    </message>
    <message>
        <source>between</source>
        <translation>intermedio</translation>
    </message>
    <message>
        <source>weak</source>
        <translation>débil</translation>
    </message>
    <message>
        <source>no light</source>
        <translation>sin semáforo</translation>
    </message>
</context>
<context>
    <name>HealthWords</name>
    <message>
        <source>strong above the published range, weak below it</source>
        <translation>fuerte por encima del intervalo publicado, débil por debajo</translation>
    </message>
    <message>
        <source>strong or weak by the place among peers</source>
        <translation>fuerte o débil según el puesto entre los comparables</translation>
    </message>
    <message>
        <source>strong a quarter or more above the published average of the industry, weak as far below it</source>
        <translation>fuerte a partir de un cuarto por encima de la media publicada del sector, débil a partir de un cuarto por debajo</translation>
    </message>
    <message>
        <source>strong a quarter or more below the published average of the industry, weak as far above it</source>
        <translation>fuerte a partir de un cuarto por debajo de la media publicada del sector, débil a partir de un cuarto por encima</translation>
    </message>
    <message>
        <source>strong one robust standard deviation or more above its own earlier median, weak as far below it</source>
        <translation>fuerte a partir de una desviación típica robusta por encima de su propia mediana anterior, débil otro tanto por debajo</translation>
    </message>
    <message>
        <source>strong one robust standard deviation or more below its own earlier median, weak as far above it</source>
        <translation>fuerte a partir de una desviación típica robusta por debajo de su propia mediana anterior, débil otro tanto por encima</translation>
    </message>
    <message>
        <source>no published range of the industry is stored</source>
        <translation>no hay guardado ningún intervalo publicado del sector</translation>
    </message>
    <message>
        <source>too few comparable peers report it, no average of the industry is published, and there are too few earlier years</source>
        <translation>lo publican muy pocos comparables, no hay media publicada del sector y hay muy pocos ejercicios anteriores</translation>
    </message>
    <message>
        <source>fees are a mix of business, neither strength nor strain</source>
        <translation>las comisiones dependen de la composición del negocio, no son ni fortaleza ni carga</translation>
    </message>
    <message>
        <source>spending much is growth for one company and a burden for another</source>
        <translation>gastar mucho es crecimiento para una empresa y una carga para otra</translation>
    </message>
    <message>
        <source>spending much is an investment or a lack of yield</source>
        <translation>gastar mucho es una inversión o una falta de rendimiento</translation>
    </message>
    <message>
        <source>below one a company shrinks or has just built</source>
        <translation>por debajo de uno, una empresa se contrae o acaba de invertir</translation>
    </message>
    <message>
        <source>an amount of money says nothing without the company&apos;s size</source>
        <translation>un importe no dice nada sin el tamaño de la empresa</translation>
    </message>
    <message>
        <source>paying late is bargaining power or want of cash</source>
        <translation>pagar tarde es poder de negociación o falta de liquidez</translation>
    </message>
    <message>
        <source>much lent out of deposits is yield for one bank and a strain on its funding for another</source>
        <translation>prestar gran parte de los depósitos es rendimiento para un banco y una tensión en su financiación para otro</translation>
    </message>
    <message>
        <source>it is the return on equity again, of which the three steps are judged</source>
        <translation>es de nuevo la rentabilidad del patrimonio neto, de la que se juzgan los tres componentes</translation>
    </message>
    <message>
        <source>it is the return on equity again, of which the five steps are judged</source>
        <translation>es de nuevo la rentabilidad del patrimonio neto, de la que se juzgan los cinco componentes</translation>
    </message>
    <message>
        <source>debt lifts the return and the risk</source>
        <translation>la deuda eleva la rentabilidad y el riesgo</translation>
    </message>
    <message>
        <source>the better and the worse quarter of comparable peers; without five of them a quarter of the published average, or one robust standard deviation from its own earlier years: our convention</source>
        <translation>el mejor y el peor cuarto de los comparables; con menos de cinco, un cuarto de la media publicada o una desviación típica robusta respecto de sus propios ejercicios anteriores: convención nuestra</translation>
    </message>
    <message>
        <source>above one, claims and costs take more than the premiums, and only the yield of investments is left; five points below: our convention</source>
        <translation>por encima de uno, los siniestros y los gastos superan las primas y solo queda el rendimiento de las inversiones; cinco puntos por debajo: convención nuestra</translation>
    </message>
    <message>
        <source>Graham, The Intelligent Investor (revised 1973), chapter 14: current assets at least twice current liabilities; below one, what is due within a year exceeds what is at hand within it</source>
        <translation>Graham, The Intelligent Investor (ed. revisada 1973), capítulo 14: activo corriente de al menos el doble del pasivo corriente; por debajo de uno, lo que vence en un año supera lo disponible en ese plazo</translation>
    </message>
    <message>
        <source>the acid test&apos;s rule of thumb of one to one, and half of it: our convention</source>
        <translation>la regla práctica de uno a uno de la prueba ácida, y su mitad: convención nuestra</translation>
    </message>
    <message>
        <source>after the United States agencies&apos; guidance on leveraged lending (2013), which names total debt of more than four times EBITDA, or senior debt of more than three, as usual marks of it; taking them for net debt and for lights is our convention</source>
        <translation>según la guía de las autoridades estadounidenses sobre préstamos apalancados (2013), que cita como señales habituales una deuda total de más de cuatro veces el EBITDA o una deuda sénior de más de tres; aplicarlas a la deuda neta y a los semáforos es convención nuestra</translation>
    </message>
    <message>
        <source>after the NAIC&apos;s Insurance Regulatory Information System, whose usual range of net premiums written to surplus ends at three; premiums earned and book equity in their place, and two: our convention</source>
        <translation>según el Insurance Regulatory Information System de la NAIC, cuyo rango habitual de primas netas emitidas sobre patrimonio termina en tres; primas devengadas y patrimonio contable en su lugar, y dos: convención nuestra</translation>
    </message>
    <message>
        <source>Damodaran, ratings by interest coverage of large companies (January 2026): A or better from 4.25, B minus or worse below 1.5</source>
        <translation>Damodaran, calificaciones según la cobertura de intereses de las grandes empresas (enero de 2026): A o mejor desde 4,25, B menos o peor por debajo de 1,5</translation>
    </message>
    <message>
        <source>profit that is all cash has a conversion of one; half of it: our convention</source>
        <translation>un beneficio cobrado por completo tiene una conversión de uno; su mitad: convención nuestra</translation>
    </message>
    <message>
        <source>more than the whole profit can&apos;t be paid for long; three quarters: our convention</source>
        <translation>no se puede repartir durante mucho tiempo más que todo el beneficio; tres cuartos: convención nuestra</translation>
    </message>
    <message>
        <source>Damodaran, US industry averages: from the cost of capital with the industry&apos;s debt to the cost of equity, which is what a company without debt must earn</source>
        <translation>Damodaran, medias sectoriales de EE.&#xa0;UU.: desde el coste de capital con la deuda del sector hasta el coste del patrimonio neto, que es lo que debe ganar una empresa sin deuda</translation>
    </message>
    <message>
        <source>Piotroski (2000), Journal of Accounting Research 38: strong firms score eight or nine, weak ones nought or one</source>
        <translation>Piotroski (2000), Journal of Accounting Research 38: las empresas fuertes obtienen ocho o nueve, las débiles cero o uno</translation>
    </message>
    <message>
        <source>Altman (1968), Journal of Finance 23(4): listed manufacturers</source>
        <translation>Altman (1968), Journal of Finance 23(4): empresas industriales cotizadas</translation>
    </message>
    <message>
        <source>Altman (1983), Corporate Financial Distress: private manufacturers</source>
        <translation>Altman (1983), Corporate Financial Distress: empresas industriales no cotizadas</translation>
    </message>
    <message>
        <source>Altman (1995): companies that don&apos;t manufacture</source>
        <translation>Altman (1995): empresas no industriales</translation>
    </message>
    <message>
        <source>Beneish (1999), Financial Analysts Journal 55(5): above the bound a sign of manipulated earnings</source>
        <translation>Beneish (1999), Financial Analysts Journal 55(5): por encima del límite, señal de resultados manipulados</translation>
    </message>
    <message>
        <source>above %1</source>
        <translation>por encima de %1</translation>
    </message>
    <message>
        <source>from %1</source>
        <translation>a partir de %1</translation>
    </message>
    <message>
        <source>below %1</source>
        <translation>por debajo de %1</translation>
    </message>
    <message>
        <source>up to %1</source>
        <translation>hasta %1</translation>
    </message>
    <message>
        <source>not judged: %1</source>
        <translation>sin evaluar: %1</translation>
    </message>
    <message>
        <source>strong from the %1 among peers, weak up to the %2</source>
        <translation>fuerte a partir del %1 de los comparables, débil hasta el %2</translation>
    </message>
    <message>
        <source>strong up to the %1 among peers, weak from the %2</source>
        <translation>fuerte hasta el %1 de los comparables, débil a partir del %2</translation>
    </message>
    <message>
        <source>strong %1, weak %2</source>
        <translation>fuerte %1, débil %2</translation>
    </message>
</context>
<context>
    <name>ImportState</name>
    <message>
        <source>Waiting</source>
        <translation>En espera</translation>
    </message>
    <message>
        <source>Reading …</source>
        <translation>Leyendo…</translation>
    </message>
    <message>
        <source>Imported</source>
        <translation>Importado</translation>
    </message>
    <message>
        <source>Not imported</source>
        <translation>No importado</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>Cancelado</translation>
    </message>
</context>
<context>
    <name>LargeNumber</name>
    <message>
        <source>%1 k</source>
        <translation>%1 mil</translation>
    </message>
    <message>
        <source>%1 M</source>
        <translation>%1 M</translation>
    </message>
    <message>
        <source>%1 B</source>
        <translation>%1 mil M</translation>
    </message>
    <message>
        <source>%1 T</source>
        <translation>%1 bill.</translation>
    </message>
</context>
<context>
    <name>Llm</name>
    <message>
        <source>A piece of the model&apos;s reply is too large; it was dropped.</source>
        <translation>Un fragmento de la respuesta del modelo es demasiado grande y se ha descartado.</translation>
    </message>
    <message>
        <source>The description of the reply that was asked for is faulty.</source>
        <translation>La descripción de la respuesta solicitada es errónea.</translation>
    </message>
    <message>
        <source>The model&apos;s reply is not of the form that was asked for.</source>
        <translation>La respuesta del modelo no tiene la forma solicitada.</translation>
    </message>
    <message>
        <source>The model file %1 can&apos;t be used; nothing was asked. %2</source>
        <translation>No se puede usar el archivo de modelo %1; no se ha preguntado nada. %2</translation>
    </message>
    <message>
        <source>Choose a model file in GGUF form (llm_model_file).</source>
        <translation>Elija un archivo de modelo en formato GGUF (llm_model_file).</translation>
    </message>
    <message>
        <source>There is no such file.</source>
        <translation>Ese archivo no existe.</translation>
    </message>
    <message>
        <source>It is no GGUF file.</source>
        <translation>No es un archivo GGUF.</translation>
    </message>
    <message>
        <source>Its version of GGUF (%1) is not known.</source>
        <translation>No se conoce su versión de GGUF (%1).</translation>
    </message>
    <message>
        <source>Its beginning breaks off or is damaged.</source>
        <translation>Su comienzo está incompleto o dañado.</translation>
    </message>
    <message>
        <source>The local server&apos;s key is made at each start.</source>
        <translation>La clave del servidor local se genera en cada inicio.</translation>
    </message>
    <message>
        <source>The local model server stopped while it answered; nothing of it was used.</source>
        <translation>El servidor de modelos local se ha detenido mientras respondía; no se ha usado nada de la respuesta.</translation>
    </message>
    <message>
        <source>It is started again. Try again, or choose a smaller model file.</source>
        <translation>Se está reiniciando. Inténtelo de nuevo o elija un archivo de modelo más pequeño.</translation>
    </message>
    <message>
        <source>The local server&apos;s thread can&apos;t wait for itself.</source>
        <translation>El hilo del servidor local no puede esperarse a sí mismo.</translation>
    </message>
    <message>
        <source>Cancelled while the local model was starting; nothing was asked.</source>
        <translation>Cancelado mientras se iniciaba el modelo local; no se ha preguntado nada.</translation>
    </message>
    <message>
        <source>The local model is not ready yet; nothing was asked.</source>
        <translation>El modelo local aún no está listo; no se ha preguntado nada.</translation>
    </message>
    <message>
        <source>It goes on loading. Try again in a while, or choose a smaller model file.</source>
        <translation>Sigue cargándose. Inténtelo de nuevo dentro de un rato o elija un archivo de modelo más pequeño.</translation>
    </message>
    <message>
        <source>The program llama-server is not installed; nothing was asked.</source>
        <translation>El programa llama-server no está instalado; no se ha preguntado nada.</translation>
    </message>
    <message>
        <source>%1 is no program that can be run; nothing was asked.</source>
        <translation>%1 no es un programa que se pueda ejecutar; no se ha preguntado nada.</translation>
    </message>
    <message>
        <source>Install llama.cpp, which has it, or name the program in the settings (llama_server).</source>
        <translation>Instale llama.cpp, que lo incluye, o indique el programa en los ajustes (llama_server).</translation>
    </message>
    <message>
        <source>It crashed or was killed.</source>
        <translation>Ha fallado de forma inesperada o ha sido terminado.</translation>
    </message>
    <message>
        <source>It ended with code %1.</source>
        <translation>Ha terminado con el código %1.</translation>
    </message>
    <message>
        <source>%1 can&apos;t be run; nothing was asked.</source>
        <translation>No se puede ejecutar %1; no se ha preguntado nada.</translation>
    </message>
    <message>
        <source>No model file is chosen; nothing was asked.</source>
        <translation>No se ha elegido ningún archivo de modelo; no se ha preguntado nada.</translation>
    </message>
    <message>
        <source>Name a GGUF file in the settings (llm_model_file).</source>
        <translation>Indique un archivo GGUF en los ajustes (llm_model_file).</translation>
    </message>
    <message>
        <source>It was not ready within %1 seconds.</source>
        <translation>No ha estado listo en %1 segundos.</translation>
    </message>
    <message>
        <source>It stopped answering.</source>
        <translation>Ha dejado de responder.</translation>
    </message>
    <message>
        <source>The local server answers without its key; it was stopped.</source>
        <translation>El servidor local responde sin su clave; se ha detenido.</translation>
    </message>
    <message>
        <source>Other users of this machine could use it. Take a llama-server that reads LLAMA_API_KEY.</source>
        <translation>Otros usuarios de este ordenador podrían usarlo. Utilice un llama-server que lea LLAMA_API_KEY.</translation>
    </message>
    <message>
        <source>The local model server failed %1 times; it was given up.</source>
        <translation>El servidor de modelos local ha fallado %1 veces; se ha desistido de él.</translation>
    </message>
    <message>
        <source>%1 Its last words: %2</source>
        <translation>%1 Sus últimas palabras: %2</translation>
    </message>
    <message>
        <source>No language model is chosen; nothing was sent.</source>
        <translation>No se ha elegido ningún modelo de lenguaje; no se ha enviado nada.</translation>
    </message>
    <message>
        <source>The embedding model gave %1 vectors for %2 texts.</source>
        <translation>El modelo de incrustación ha devuelto %1 vectores para %2 textos.</translation>
    </message>
    <message>
        <source>The call of the model was cancelled.</source>
        <translation>Se ha cancelado la llamada al modelo.</translation>
    </message>
    <message>
        <source>%1 failed several times and is left alone for a while.</source>
        <translation>%1 ha fallado varias veces y queda en pausa durante un tiempo.</translation>
    </message>
    <message>
        <source>Nothing was sent. It is tried again in %1 s.</source>
        <translation>No se ha enviado nada. Se reintentará en %1 s.</translation>
    </message>
    <message>
        <source>The call&apos;s turn didn&apos;t come within its time; nothing was sent.</source>
        <translation>El turno de la llamada no ha llegado a tiempo; no se ha enviado nada.</translation>
    </message>
    <message>
        <source>The provider takes fewer calls than are wanted. Try again later.</source>
        <translation>El proveedor admite menos llamadas de las deseadas. Inténtelo de nuevo más tarde.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; in the setting llm_fallback is no provider with a model.</source>
        <translation>«%1», en el ajuste llm_fallback, no es un proveedor con un modelo.</translation>
    </message>
    <message>
        <source>Write NAME:MODEL or NAME:MODEL@ADDRESS, with one of %1; or none.</source>
        <translation>Escriba NOMBRE:MODELO o NOMBRE:MODELO@DIRECCIÓN, con uno de %1; o none.</translation>
    </message>
    <message>
        <source>No embedding model is chosen; nothing was sent.</source>
        <translation>No se ha elegido ningún modelo de incrustación; no se ha enviado nada.</translation>
    </message>
    <message>
        <source>Name one in the settings (llm_embedding_model).</source>
        <translation>Indique uno en los ajustes (llm_embedding_model).</translation>
    </message>
    <message>
        <source>You haven&apos;t agreed to send anything to %1 yet; nothing was sent.</source>
        <translation>Aún no ha dado su consentimiento para enviar nada a %1; no se ha enviado nada.</translation>
    </message>
    <message>
        <source>Look at what would be sent on the brief page, and agree to it there.</source>
        <translation>Vea en la página «Encargo» lo que se enviaría y dé allí su consentimiento.</translation>
    </message>
    <message>
        <source>This is a preview: nothing was sent to the language model.</source>
        <translation>Esto es una vista previa: no se ha enviado nada al modelo de lenguaje.</translation>
    </message>
    <message>
        <source>What you agreed to send could not be kept; it holds until the program ends.</source>
        <translation>No se ha podido guardar su consentimiento de envío; es válido hasta que termine el programa.</translation>
    </message>
    <message>
        <source>It has %1 and others.</source>
        <translation>Disponibles: %1 y otros.</translation>
    </message>
    <message>
        <source>It has %1.</source>
        <translation>Disponibles: %1.</translation>
    </message>
    <message>
        <source>What answers at the address is no such provider.</source>
        <translation>Lo que responde en esa dirección no es un proveedor de ese tipo.</translation>
    </message>
    <message>
        <source>Check address and preset in the settings (llm_base_url, llm_preset); an address often ends in /v1.</source>
        <translation>Compruebe la dirección y el preajuste en los ajustes (llm_base_url, llm_preset); una dirección suele terminar en /v1.</translation>
    </message>
    <message>
        <source>%1 of %2 answered within %3 s.</source>
        <translation>%1 de %2 ha respondido en %3 s.</translation>
    </message>
    <message>
        <source>No model is chosen.</source>
        <translation>No se ha elegido ningún modelo.</translation>
    </message>
    <message>
        <source>Choose one in the settings (llm_model). %1</source>
        <translation>Elija uno en los ajustes (llm_model). %1</translation>
    </message>
    <message>
        <source>%1 has no embeddings.</source>
        <translation>%1 no ofrece incrustaciones.</translation>
    </message>
    <message>
        <source>The address of %1 is not known; nothing was sent.</source>
        <translation>No se conoce la dirección de %1; no se ha enviado nada.</translation>
    </message>
    <message>
        <source>Enter it in the settings (llm_base_url).</source>
        <translation>Introdúzcala en los ajustes (llm_base_url).</translation>
    </message>
    <message>
        <source>%1 does not accept the key.</source>
        <translation>%1 no acepta la clave.</translation>
    </message>
    <message>
        <source>Check the key in the settings, and whether it may use this model.</source>
        <translation>Compruebe la clave en los ajustes y si puede usar este modelo.</translation>
    </message>
    <message>
        <source>The credit with %1 is spent.</source>
        <translation>El saldo con %1 está agotado.</translation>
    </message>
    <message>
        <source>Top it up or raise its limit with the provider.</source>
        <translation>Recárguelo o aumente su límite en el proveedor.</translation>
    </message>
    <message>
        <source>%1 has no model %2, or the key may not use it.</source>
        <translation>%1 no tiene el modelo %2, o la clave no puede usarlo.</translation>
    </message>
    <message>
        <source>Choose another model in the settings.</source>
        <translation>Elija otro modelo en los ajustes.</translation>
    </message>
    <message>
        <source>%1 does not do what was asked of it.</source>
        <translation>%1 no ofrece lo que se le ha pedido.</translation>
    </message>
    <message>
        <source>Of a llama-server: embeddings are given by one that is started with --embeddings.</source>
        <translation>En el caso de llama-server: ofrece incrustaciones el que se inicia con --embeddings.</translation>
    </message>
    <message>
        <source>The request is too long for %2 of %1.</source>
        <translation>La petición es demasiado larga para %2 de %1.</translation>
    </message>
    <message>
        <source>Give it less evidence, or choose a model that reads more.</source>
        <translation>Proporciónele menos evidencia o elija un modelo que lea más.</translation>
    </message>
    <message>
        <source>%1 asks for fewer requests.</source>
        <translation>%1 pide que se hagan menos peticiones.</translation>
    </message>
    <message>
        <source>Try again later.</source>
        <translation>Inténtelo de nuevo más tarde.</translation>
    </message>
    <message>
        <source>%1 is overloaded or has a fault of its own.</source>
        <translation>%1 está sobrecargado o tiene un fallo propio.</translation>
    </message>
    <message>
        <source>%1 does not accept the request to %2 (HTTP %3).</source>
        <translation>%1 no acepta la petición a %2 (HTTP %3).</translation>
    </message>
    <message>
        <source>Check model, preset and address in the settings.</source>
        <translation>Compruebe el modelo, el preajuste y la dirección en los ajustes.</translation>
    </message>
    <message>
        <source>There is no preset %1.</source>
        <translation>No existe el preajuste %1.</translation>
    </message>
    <message>
        <source>No local model is running; nothing was asked.</source>
        <translation>No hay ningún modelo local en marcha; no se ha preguntado nada.</translation>
    </message>
    <message>
        <source>Start llama-server and choose provider openai with preset llamacpp.</source>
        <translation>Inicie llama-server y elija el proveedor openai con el preajuste llamacpp.</translation>
    </message>
    <message>
        <source>There is no key for %1; nothing was sent.</source>
        <translation>No hay clave para %1; no se ha enviado nada.</translation>
    </message>
    <message>
        <source>Enter it in the settings, or set %1 in the environment.</source>
        <translation>Introdúzcala en los ajustes o defina %1 en el entorno.</translation>
    </message>
    <message>
        <source>%1 answered with something that it doesn&apos;t document.</source>
        <translation>%1 ha respondido algo que no figura en su documentación.</translation>
    </message>
    <message>
        <source>Check the address in the settings, or try another model.</source>
        <translation>Compruebe la dirección en los ajustes o pruebe con otro modelo.</translation>
    </message>
    <message>
        <source>The reply of %1 broke off; nothing of it was used.</source>
        <translation>La respuesta de %1 se ha interrumpido; no se ha usado nada de ella.</translation>
    </message>
    <message>
        <source>Try again.</source>
        <translation>Inténtelo de nuevo.</translation>
    </message>
    <message>
        <source>The model refused to answer.</source>
        <translation>El modelo se ha negado a responder.</translation>
    </message>
    <message>
        <source>Word the question differently, or choose another model.</source>
        <translation>Formule la pregunta de otro modo o elija otro modelo.</translation>
    </message>
    <message>
        <source>The model&apos;s reply was cut off: it is longer than allowed.</source>
        <translation>La respuesta del modelo se ha cortado: es más larga de lo permitido.</translation>
    </message>
    <message>
        <source>Ask for less, or choose a model with less to think.</source>
        <translation>Pida menos o elija un modelo que razone menos.</translation>
    </message>
</context>
<context>
    <name>Mail</name>
    <message>
        <source>The program is offline; no mail was sent.</source>
        <translation>El programa está sin conexión; no se ha enviado ningún correo.</translation>
    </message>
    <message>
        <source>Sending the mail was cancelled.</source>
        <translation>Se ha cancelado el envío del correo.</translation>
    </message>
    <message>
        <source>The mail server %1 did not take the user&apos;s name and password.</source>
        <translation>El servidor de correo %1 no ha aceptado el nombre de usuario y la contraseña.</translation>
    </message>
    <message>
        <source>The mail server %1 could not be talked to in a safe way; nothing was sent.</source>
        <translation>No se ha podido establecer una conexión segura con el servidor de correo %1; no se ha enviado nada.</translation>
    </message>
    <message>
        <source>The mail server %1 did not answer in time.</source>
        <translation>El servidor de correo %1 no ha respondido a tiempo.</translation>
    </message>
    <message>
        <source>The mail server %1 refused the mail (%2).</source>
        <translation>El servidor de correo %1 ha rechazado el mensaje (%2).</translation>
    </message>
    <message>
        <source>The mail server %1 could not be reached or has a fault.</source>
        <translation>No se ha podido contactar con el servidor de correo %1 o este tiene un fallo.</translation>
    </message>
    <message>
        <source>The mail could not be made.</source>
        <translation>No se ha podido crear el correo.</translation>
    </message>
    <message>
        <source>The mail server %1 was given the mail and did not say that it took it: it may have arrived.</source>
        <translation>Se ha entregado el correo al servidor %1, pero este no ha confirmado que lo aceptara: puede que haya llegado.</translation>
    </message>
    <message>
        <source>No mail server is set.</source>
        <translation>No se ha configurado ningún servidor de correo.</translation>
    </message>
    <message>
        <source>Set mail_server_url to smtp://user@host:587 or smtps://user@host:465.</source>
        <translation>Asigne a mail_server_url el valor smtp://user@host:587 o smtps://user@host:465.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no address of mail.</source>
        <translation>«%1» no es una dirección de correo electrónico.</translation>
    </message>
    <message>
        <source>The mail has no recipient.</source>
        <translation>El correo no tiene destinatario.</translation>
    </message>
    <message>
        <source>%1 was not asked: your administrator doesn&apos;t allow this host.</source>
        <translation>No se ha consultado %1: su administrador no permite este host.</translation>
    </message>
</context>
<context>
    <name>MarketAgent</name>
    <message>
        <source>Cancelled.</source>
        <translation>Cancelado.</translation>
    </message>
    <message>
        <source>Deriving the figures of %1</source>
        <translation>Derivando las cifras de %1</translation>
    </message>
    <message>
        <source>Looking up published industry averages</source>
        <translation>Consultando los promedios publicados del sector</translation>
    </message>
</context>
<context>
    <name>MarketSizing</name>
    <message>
        <source>An estimate can be zero or less, which no market is: check its assumptions.</source>
        <translation>Una estimación puede ser cero o menos, algo que ningún mercado es: revise sus supuestos.</translation>
    </message>
    <message>
        <source>%1 isn&apos;t above zero in both ways, so it explains nothing.</source>
        <translation>%1 no es mayor que cero en los dos enfoques, así que no explica nada.</translation>
    </message>
    <message>
        <source>In %1 % of the draws %2 is larger than %3, of which it is a part.</source>
        <translation>En el %1&#xa0;% de las simulaciones, %2 es mayor que %3, del que forma parte.</translation>
    </message>
    <message>
        <source>Only one way estimates it: there is nothing to reconcile.</source>
        <translation>Solo lo estima un enfoque: no hay nada que conciliar.</translation>
    </message>
    <message>
        <source>%1: the two ways contradict each other by more than their own uncertainty allows; settle which assumption is wrong before using the combination.</source>
        <translation>%1: los dos enfoques se contradicen más de lo que permite su propia incertidumbre; aclare qué supuesto es erróneo antes de usar la combinación.</translation>
    </message>
    <message>
        <source>There is no driver or formula called &quot;%1&quot;.</source>
        <translation>No existe ningún factor ni fórmula con el nombre «%1».</translation>
    </message>
    <message>
        <source>This is no market sizing: &quot;format&quot; must be &quot;consultantos-market-sizing&quot;.</source>
        <translation>Esto no es un cálculo de tamaño de mercado: «format» debe ser «consultantos-market-sizing».</translation>
    </message>
    <message>
        <source>%1 was written by a newer version of the program.</source>
        <translation>%1 procede de una versión más reciente del programa.</translation>
    </message>
    <message>
        <source>A level needs &quot;top_down&quot; or &quot;bottom_up&quot;.</source>
        <translation>Un nivel necesita «top_down» o «bottom_up».</translation>
    </message>
    <message>
        <source>&quot;levels&quot; names no market.</source>
        <translation>«levels» no indica ningún mercado.</translation>
    </message>
    <message>
        <source>A factor needs &quot;top_down&quot; and &quot;bottom_up&quot;.</source>
        <translation>Un factor necesita «top_down» y «bottom_up».</translation>
    </message>
</context>
<context>
    <name>MeaningDifference</name>
    <message>
        <source>name</source>
        <translation>nombre</translation>
    </message>
    <message>
        <source>period</source>
        <translation>periodo</translation>
    </message>
    <message>
        <source>number</source>
        <translation>número</translation>
    </message>
    <message>
        <source>unit</source>
        <translation>unidad</translation>
    </message>
    <message>
        <source>negation</source>
        <translation>negación</translation>
    </message>
    <message>
        <source>direction</source>
        <translation>dirección</translation>
    </message>
    <message>
        <source>quantifier</source>
        <translation>cuantificador</translation>
    </message>
    <message>
        <source>wording</source>
        <translation>redacción</translation>
    </message>
    <message>
        <source>other %1: %2 / %3</source>
        <translation>difiere en %1: %2 / %3</translation>
    </message>
    <message>
        <source>other question: %1 / %2</source>
        <translation>difiere la pregunta: %1 / %2</translation>
    </message>
    <message>
        <source>other roles: the same words in another order</source>
        <translation>difieren los papeles: las mismas palabras en otro orden</translation>
    </message>
    <message>
        <source>other quantifier: %1 / %2</source>
        <translation>difiere el cuantificador: %1 / %2</translation>
    </message>
    <message>
        <source>other time or mood: was, will, should</source>
        <translation>difiere el tiempo o el modo: era, será, debería</translation>
    </message>
</context>
<context>
    <name>MemoryCache</name>
    <message>
        <source>An entry could not be put into the memory cache.</source>
        <translation>No se ha podido guardar una entrada en la caché de memoria.</translation>
    </message>
    <message>
        <source>It has no value, or its key is longer than %1 bytes.</source>
        <translation>No tiene valor, o su clave supera los %1 bytes.</translation>
    </message>
</context>
<context>
    <name>MessageHtml</name>
    <message>
        <source>not in the evidence</source>
        <translation>no figura en la evidencia</translation>
    </message>
    <message>
        <source>the facts give %1</source>
        <translation>los datos dan %1</translation>
    </message>
    <message>
        <source>From an earlier answer to this question, %1 ago</source>
        <translation>De una respuesta anterior a esta pregunta, hace %1</translation>
    </message>
    <message>
        <source>From an earlier question, %1 ago: %2</source>
        <translation>De una pregunta anterior, hace %1: %2</translation>
    </message>
</context>
<context>
    <name>ModelFields</name>
    <message>
        <source>The built-in engine makes analyses alone: on this computer, free of charge, and nothing is sent.</source>
        <translation>El motor integrado realiza los análisis por sí solo: en este ordenador, sin coste y sin enviar nada.</translation>
    </message>
    <message>
        <source>Google&apos;s service. Sent: what agents and questions ask, with the passages and figures that they rest on.</source>
        <translation>El servicio de Google. Se envía: lo que preguntan los agentes y las preguntas, con los pasajes y las cifras en que se basan.</translation>
    </message>
    <message>
        <source>OpenAI, or any service or server that speaks its protocol. Sent: what agents and questions ask, with the passages and figures that they rest on.</source>
        <translation>OpenAI, o cualquier servicio o servidor que hable su protocolo. Se envía: lo que preguntan los agentes y las preguntas, con los pasajes y las cifras en que se basan.</translation>
    </message>
    <message>
        <source>Anthropic&apos;s service. Sent: what agents and questions ask, with the passages and figures that they rest on.</source>
        <translation>El servicio de Anthropic. Se envía: lo que preguntan los agentes y las preguntas, con los pasajes y las cifras en que se basan.</translation>
    </message>
    <message>
        <source>A model file on this computer, run by llama-server, which this program starts and ends. Nothing leaves this computer, also while offline.</source>
        <translation>Un archivo de modelo en este ordenador, ejecutado por llama-server, que este programa inicia y cierra. Nada sale de este ordenador, tampoco sin conexión.</translation>
    </message>
</context>
<context>
    <name>ModelWords</name>
    <message>
        <source>nothing: a kept reply answers</source>
        <translation>nada: basta una respuesta conservada</translation>
    </message>
    <message>
        <source>price unknown</source>
        <translation>precio desconocido</translation>
    </message>
    <message>
        <source>at most %1</source>
        <translation>como máximo %1</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <translation>%1 a %2</translation>
    </message>
    <message>
        <source>Hidden behind placeholders: %1.</source>
        <translation>Oculto tras marcadores: %1.</translation>
    </message>
    <message>
        <source>the name of the company</source>
        <translation>el nombre de la empresa</translation>
    </message>
    <message>
        <source>your question</source>
        <translation>su pregunta</translation>
    </message>
    <message>
        <source>your context</source>
        <translation>su contexto</translation>
    </message>
    <message>
        <source>the region</source>
        <translation>la región</translation>
    </message>
    <message>
        <source>Never sent: %1.</source>
        <translation>No se envía nunca: %1.</translation>
    </message>
    <message numerus="yes">
        <source>%n document(s) with all figures read from them are never sent.</source>
        <translation>
            <numerusform>%n documento, con todas las cifras leídas de él, no se envía nunca.</numerusform>
            <numerusform>%n documentos, con todas las cifras leídas de ellos, no se envían nunca.</numerusform>
        </translation>
    </message>
    <message>
        <source>None</source>
        <translation>Ninguno</translation>
    </message>
    <message>
        <source>%1 (on this computer)</source>
        <translation>%1 (en este ordenador)</translation>
    </message>
    <message>
        <source>Five forces</source>
        <translation>Cinco fuerzas</translation>
    </message>
    <message>
        <source>SWOT and TOWS</source>
        <translation>DAFO y DAFO cruzado</translation>
    </message>
    <message>
        <source>PESTEL</source>
        <translation>PESTEL</translation>
    </message>
    <message>
        <source>Blue Ocean</source>
        <translation>Océano azul</translation>
    </message>
    <message>
        <source>Summary</source>
        <translation>Resumen</translation>
    </message>
    <message>
        <source>Research</source>
        <translation>Investigación</translation>
    </message>
    <message>
        <source>Market</source>
        <translation>Mercado</translation>
    </message>
    <message>
        <source>Financials</source>
        <translation>Datos financieros</translation>
    </message>
    <message>
        <source>Conversation</source>
        <translation>Conversación</translation>
    </message>
    <message>
        <source>Test</source>
        <translation>Prueba</translation>
    </message>
    <message>
        <source>Others</source>
        <translation>Otros</translation>
    </message>
</context>
<context>
    <name>ModelWriter</name>
    <message>
        <source>Passages that speak to a language model rather than to a reader were not shown to it.</source>
        <translation>No se le han mostrado los pasajes que se dirigen a un modelo de lenguaje en lugar de a un lector.</translation>
    </message>
    <message>
        <source>The list of agents says why.</source>
        <translation>La lista de agentes indica el motivo.</translation>
    </message>
    <message>
        <source>The agent&apos;s time is spent.</source>
        <translation>Se ha agotado el tiempo del agente.</translation>
    </message>
    <message>
        <source>the summary</source>
        <translation>el resumen</translation>
    </message>
    <message>
        <source>The language model wrote nothing on %1; it is as computed. %2</source>
        <translation>El modelo de lenguaje no ha escrito nada sobre «%1»; queda tal como se ha calculado. %2</translation>
    </message>
    <message>
        <source>Statements of the language model failed the checks and were struck; the list of agents counts them.</source>
        <translation>Algunas afirmaciones del modelo de lenguaje no han superado las comprobaciones y se han tachado; la lista de agentes las cuenta.</translation>
    </message>
    <message>
        <source>There was no time for the language model to word everything; the rest is as computed.</source>
        <translation>El modelo de lenguaje no ha tenido tiempo de redactarlo todo; el resto queda tal como se ha calculado.</translation>
    </message>
</context>
<context>
    <name>MonitorAccess</name>
    <message>
        <source>Test</source>
        <translation>Prueba</translation>
    </message>
    <message>
        <source>This is a test of ConsultantOS; nothing has changed.</source>
        <translation>Esto es una prueba de ConsultantOS; no ha cambiado nada.</translation>
    </message>
</context>
<context>
    <name>MonitorWords</name>
    <message>
        <source>Every day at %1</source>
        <translation>Todos los días a las %1</translation>
    </message>
    <message>
        <source>Monday to Friday at %1</source>
        <translation>De lunes a viernes a las %1</translation>
    </message>
    <message>
        <source>Every %1 at %2</source>
        <translation>Cada %1 a las %2</translation>
    </message>
    <message>
        <source>On day %1 of each month at %2</source>
        <translation>El día %1 de cada mes a las %2</translation>
    </message>
    <message>
        <source>Every minute</source>
        <translation>Cada minuto</translation>
    </message>
    <message>
        <source>Every %1 minutes</source>
        <translation>Cada %1 minutos</translation>
    </message>
    <message>
        <source>Every hour</source>
        <translation>Cada hora</translation>
    </message>
    <message>
        <source>Every %1 hours</source>
        <translation>Cada %1 horas</translation>
    </message>
    <message>
        <source>Every day</source>
        <translation>Cada día</translation>
    </message>
    <message>
        <source>Every %1 days</source>
        <translation>Cada %1 días</translation>
    </message>
    <message>
        <source>Every week</source>
        <translation>Cada semana</translation>
    </message>
    <message>
        <source>Every %1 weeks</source>
        <translation>Cada %1 semanas</translation>
    </message>
    <message>
        <source>Important</source>
        <translation>Importante</translation>
    </message>
    <message>
        <source>Notable</source>
        <translation>Destacable</translation>
    </message>
    <message>
        <source>For information</source>
        <translation>Informativa</translation>
    </message>
    <message>
        <source>Filing</source>
        <translation>Presentación regulatoria</translation>
    </message>
    <message>
        <source>Figure</source>
        <translation>Cifra</translation>
    </message>
    <message>
        <source>Restatement</source>
        <translation>Reexpresión</translation>
    </message>
    <message>
        <source>Line crossed</source>
        <translation>Umbral traspasado</translation>
    </message>
    <message>
        <source>Score of a framework</source>
        <translation>Puntuación de un método</translation>
    </message>
    <message>
        <source>News</source>
        <translation>Noticias</translation>
    </message>
    <message>
        <source>Risk factor</source>
        <translation>Factor de riesgo</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Abierta</translation>
    </message>
    <message>
        <source>Snoozed until %1</source>
        <translation>Pospuesta hasta el %1</translation>
    </message>
    <message>
        <source>Dismissed</source>
        <translation>Descartada</translation>
    </message>
    <message>
        <source>Raised</source>
        <translation>Emitida</translation>
    </message>
    <message>
        <source>Further news of the same thing</source>
        <translation>Más novedades sobre lo mismo</translation>
    </message>
    <message>
        <source>Further news of the same thing: %1</source>
        <translation>Más novedades sobre lo mismo: %1</translation>
    </message>
    <message>
        <source>Open again, as the snooze is over</source>
        <translation>Abierta de nuevo, al terminar el aplazamiento</translation>
    </message>
    <message>
        <source>Opened again</source>
        <translation>Reabierta</translation>
    </message>
    <message>
        <source>Filings</source>
        <translation>Presentaciones regulatorias</translation>
    </message>
    <message>
        <source>figures of years and quarters</source>
        <translation>cifras de años y trimestres</translation>
    </message>
    <message>
        <source>figures</source>
        <translation>cifras</translation>
    </message>
    <message numerus="yes">
        <source>%n line(s)</source>
        <translation>
            <numerusform>%n umbral</numerusform>
            <numerusform>%n umbrales</numerusform>
        </translation>
    </message>
    <message>
        <source>news</source>
        <translation>noticias</translation>
    </message>
    <message>
        <source>risk factors</source>
        <translation>factores de riesgo</translation>
    </message>
    <message>
        <source>Not checked yet</source>
        <translation>Aún sin comprobar</translation>
    </message>
    <message>
        <source>First look taken</source>
        <translation>Situación inicial registrada</translation>
    </message>
    <message>
        <source>Nothing new</source>
        <translation>Nada nuevo</translation>
    </message>
    <message numerus="yes">
        <source>%n new alert(s)</source>
        <translation>
            <numerusform>%n alerta nueva</numerusform>
            <numerusform>%n alertas nuevas</numerusform>
        </translation>
    </message>
    <message>
        <source>More on open alerts</source>
        <translation>Novedades en alertas abiertas</translation>
    </message>
    <message numerus="yes">
        <source>Failed %n times</source>
        <translation>
            <numerusform>Ha fallado %n vez</numerusform>
            <numerusform>Ha fallado %n veces</numerusform>
        </translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Ha fallado</translation>
    </message>
    <message>
        <source>now</source>
        <translation>ahora</translation>
    </message>
    <message>
        <source>in %1</source>
        <translation>en %1</translation>
    </message>
    <message>
        <source>%1 ago</source>
        <translation>hace %1</translation>
    </message>
</context>
<context>
    <name>Monitors</name>
    <message>
        <source>The monitor no longer sends there.</source>
        <translation>El seguimiento ya no envía nada a ese destino.</translation>
    </message>
    <message>
        <source>The program ended while the mail was sent: it may have arrived.</source>
        <translation>El programa ha terminado mientras se enviaba el correo: puede que haya llegado.</translation>
    </message>
    <message>
        <source>The check was cancelled.</source>
        <translation>Se ha cancelado la comprobación.</translation>
    </message>
    <message>
        <source>The figures could not be derived.</source>
        <translation>No se han podido derivar las cifras.</translation>
    </message>
    <message>
        <source>No analysis could be run for the scores.</source>
        <translation>No se ha podido ejecutar ningún análisis para las puntuaciones.</translation>
    </message>
    <message>
        <source>News are watched, but no source of news is switched on.</source>
        <translation>Se vigilan las noticias, pero no hay ninguna fuente de noticias activada.</translation>
    </message>
    <message>
        <source>The schedule can&apos;t be read at &quot;%1&quot;.</source>
        <translation>La programación no se puede leer en «%1».</translation>
    </message>
    <message>
        <source>It has five fields: minute (0-59), hour (0-23), day (1-31), month (1-12), weekday (0-7, Sunday is 0), such as &quot;30 7 * * mon-fri&quot;.</source>
        <translation>Tiene cinco campos: minuto (0-59), hora (0-23), día (1-31), mes (1-12), día de la semana (0-7, el domingo es 0), por ejemplo «30 7 * * mon-fri».</translation>
    </message>
    <message>
        <source>A cron schedule has five fields; &quot;%1&quot; has %2.</source>
        <translation>Una programación cron tiene cinco campos; «%1» tiene %2.</translation>
    </message>
    <message>
        <source>Several monitors are called &quot;%1&quot;.</source>
        <translation>Hay varios seguimientos con el nombre «%1».</translation>
    </message>
    <message>
        <source>Name it by its id.</source>
        <translation>Indique su identificador.</translation>
    </message>
    <message>
        <source>This monitor is being checked already.</source>
        <translation>Este seguimiento ya se está comprobando.</translation>
    </message>
    <message>
        <source>Nothing can be checked here.</source>
        <translation>Aquí no se puede comprobar nada.</translation>
    </message>
    <message>
        <source>An alert can only be snoozed until a later time.</source>
        <translation>Una alerta solo se puede posponer hasta un momento posterior.</translation>
    </message>
    <message>
        <source>A digest&apos;s period must end after it begins.</source>
        <translation>El periodo de un resumen debe terminar después de empezar.</translation>
    </message>
    <message>
        <source>There is no figure &quot;%1&quot; to watch.</source>
        <translation>No existe la cifra «%1» para vigilarla.</translation>
    </message>
    <message>
        <source>Figures are named as in &quot;revenue&quot;, &quot;net_income&quot; or &quot;operating_margin&quot;; monitor add --help tells where they are listed.</source>
        <translation>Las cifras se indican como «revenue», «net_income» u «operating_margin»; monitor add --help dice dónde figura la lista.</translation>
    </message>
    <message>
        <source>A threshold can&apos;t be negative.</source>
        <translation>Un umbral de variación no puede ser negativo.</translation>
    </message>
    <message>
        <source>A webhook needs an address of the web; &quot;%1&quot; is none.</source>
        <translation>Un webhook necesita una dirección web; «%1» no lo es.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no address of mail.</source>
        <translation>«%1» no es una dirección de correo electrónico.</translation>
    </message>
    <message>
        <source>A monitor&apos;s name has 1 to %1 characters.</source>
        <translation>El nombre de un seguimiento tiene de 1 a %1 caracteres.</translation>
    </message>
    <message>
        <source>A monitor must watch something.</source>
        <translation>Un seguimiento debe vigilar algo.</translation>
    </message>
    <message>
        <source>A monitor takes at most %1 figures, lines and addresses.</source>
        <translation>Un seguimiento admite como máximo %1 cifras, umbrales y direcciones.</translation>
    </message>
    <message>
        <source>A line needs a number.</source>
        <translation>Un umbral necesita un número.</translation>
    </message>
    <message>
        <source>There is no framework &quot;%1&quot;.</source>
        <translation>No existe el método «%1».</translation>
    </message>
    <message>
        <source>There is no time zone &quot;%1&quot;.</source>
        <translation>No existe la zona horaria «%1».</translation>
    </message>
    <message>
        <source>Name it as &quot;Europe/Berlin&quot; or &quot;UTC&quot;.</source>
        <translation>Indíquela como «Europe/Berlin» o «UTC».</translation>
    </message>
    <message>
        <source>The jitter must be from 0 to %1 seconds.</source>
        <translation>La variación aleatoria debe ser de 0 a %1 segundos.</translation>
    </message>
    <message>
        <source>A monitor is checked every 1 to %1 units of time.</source>
        <translation>Un seguimiento se comprueba cada 1 a %1 unidades de tiempo.</translation>
    </message>
    <message>
        <source>No day fits the schedule &quot;%1&quot;.</source>
        <translation>Ningún día se ajusta a la programación «%1».</translation>
    </message>
    <message>
        <source>This alert was written by a newer version.</source>
        <translation>Esta alerta procede de una versión más reciente.</translation>
    </message>
    <message>
        <source>A stored alert can&apos;t be read.</source>
        <translation>No se puede leer una alerta guardada.</translation>
    </message>
    <message>
        <source>A schedule counts minutes, hours, days or weeks.</source>
        <translation>Una programación cuenta minutos, horas, días o semanas.</translation>
    </message>
    <message>
        <source>This monitor was written by a newer version.</source>
        <translation>Este seguimiento procede de una versión más reciente.</translation>
    </message>
</context>
<context>
    <name>OperandWords</name>
    <message numerus="yes">
        <source>%1 (%n period(s) before)</source>
        <translation>
            <numerusform>%1 (%n período antes)</numerusform>
            <numerusform>%1 (%n períodos antes)</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PassageHead</name>
    <message>
        <source>page %1</source>
        <translation>página %1</translation>
    </message>
</context>
<context>
    <name>Paths</name>
    <message>
        <source>The program&apos;s resources were not found; nothing was done.</source>
        <translation>No se encontraron los recursos del programa; no se hizo nada.</translation>
    </message>
    <message>
        <source>CONSULTANTOS_RESOURCE_DIR names %1, which has no formulas.json: let it name the folder of the resources, or take it away so that they are looked for beside the program.</source>
        <translation>CONSULTANTOS_RESOURCE_DIR indica %1, donde no hay ningún formulas.json: haga que indique la carpeta de los recursos, o quítelo para que se busquen junto al programa.</translation>
    </message>
    <message>
        <source>Looked for them in %1. Install the program again, or name their folder by CONSULTANTOS_RESOURCE_DIR.</source>
        <translation>Se buscaron en %1. Vuelva a instalar el programa o indique su carpeta con CONSULTANTOS_RESOURCE_DIR.</translation>
    </message>
</context>
<context>
    <name>PdfRenderer</name>
    <message>
        <source>The PDF&apos;s pages could not be given an outline.</source>
        <translation>No se ha podido añadir un esquema a las páginas del PDF.</translation>
    </message>
    <message>
        <source>The report could not be painted on this device.</source>
        <translation>No se ha podido dibujar el informe en este dispositivo.</translation>
    </message>
    <message>
        <source>Choose another printer or file.</source>
        <translation>Elija otra impresora u otro archivo.</translation>
    </message>
</context>
<context>
    <name>PerformanceWords</name>
    <message>
        <source>%1 %</source>
        <translation>%1&#xa0;%</translation>
    </message>
    <message>
        <source>%1 ms</source>
        <translation>%1 ms</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>%1 min</source>
        <translation>%1 min</translation>
    </message>
    <message>
        <source>%1 h</source>
        <translation>%1 h</translation>
    </message>
    <message>
        <source>%1 per minute</source>
        <translation>%1 por minuto</translation>
    </message>
    <message>
        <source>Last 5 minutes</source>
        <translation>Últimos 5 minutos</translation>
    </message>
    <message>
        <source>Last hour</source>
        <translation>Última hora</translation>
    </message>
    <message>
        <source>Last day</source>
        <translation>Último día</translation>
    </message>
    <message>
        <source>Last week</source>
        <translation>Última semana</translation>
    </message>
    <message>
        <source>Last 90 days</source>
        <translation>Últimos 90 días</translation>
    </message>
    <message>
        <source>P50 under %1 s</source>
        <translation>P50 inferior a %1 s</translation>
    </message>
    <message>
        <source>P95 under %1 s</source>
        <translation>P95 inferior a %1 s</translation>
    </message>
    <message>
        <source>P99 under %1 s</source>
        <translation>P99 inferior a %1 s</translation>
    </message>
    <message>
        <source>Uptime over %1 %</source>
        <translation>Disponibilidad superior al %1&#xa0;%</translation>
    </message>
    <message>
        <source>Cache hits over %1 %</source>
        <translation>Aciertos de la caché superiores al %1&#xa0;%</translation>
    </message>
    <message>
        <source>not measured</source>
        <translation>no medido</translation>
    </message>
    <message>
        <source>met</source>
        <translation>cumplido</translation>
    </message>
    <message>
        <source>missed</source>
        <translation>incumplido</translation>
    </message>
    <message>
        <source>ConsultantOS performance, %1, as of %2</source>
        <translation>Rendimiento de ConsultantOS, %1, a %2</translation>
    </message>
    <message>
        <source>%1: %2, %3</source>
        <translation>%1: %2, %3</translation>
    </message>
    <message>
        <source>Requests: %1, of them failed: %2</source>
        <translation>Peticiones: %1, de ellas fallidas: %2</translation>
    </message>
    <message>
        <source>Agents: %1 done, %2 failed</source>
        <translation>Agentes: %1 terminados, %2 fallidos</translation>
    </message>
    <message>
        <source>Cache hits: level 1 %1, level 2 %2, level 3 %3; misses: %4</source>
        <translation>Aciertos de la caché: nivel 1 %1, nivel 2 %2, nivel 3 %3; fallos: %4</translation>
    </message>
    <message>
        <source>Saved by the cache: %1</source>
        <translation>Ahorrado por la caché: %1</translation>
    </message>
    <message>
        <source>Stores: %1 operations, P50 %2, P95 %3</source>
        <translation>Almacenes: %1 operaciones, P50 %2, P95 %3</translation>
    </message>
    <message>
        <source>Model %1: %2 calls, cost %3, saved %4</source>
        <translation>Modelo %1: %2 llamadas, coste %3, ahorrado %4</translation>
    </message>
    <message>
        <source>Processor: %1 of one core; memory: %2</source>
        <translation>Procesador: %1 de un núcleo; memoria: %2</translation>
    </message>
    <message>
        <source>%1: %2; %3</source>
        <translation>%1: %2; %3</translation>
    </message>
    <message>
        <source>Alert: %1</source>
        <translation>Alerta: %1</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
</context>
<context>
    <name>Phrasebook</name>
    <message>
        <source>The phrase &quot;%1&quot; can&apos;t be used.</source>
        <translation>No se puede usar la frase «%1».</translation>
    </message>
    <message>
        <source>The place &quot;%1&quot; is there twice.</source>
        <translation>El marcador «%1» aparece dos veces.</translation>
    </message>
    <message>
        <source>The original has no place &quot;%1&quot;.</source>
        <translation>El original no contiene el marcador «%1».</translation>
    </message>
    <message>
        <source>The lists at &quot;%1&quot; are of unequal length.</source>
        <translation>Las listas de «%1» tienen longitudes distintas.</translation>
    </message>
    <message>
        <source>The phrases in %1 can&apos;t be read.</source>
        <translation>No se pueden leer las frases de %1.</translation>
    </message>
    <message>
        <source>The folder %1 has no phrases.</source>
        <translation>La carpeta %1 no contiene frases.</translation>
    </message>
    <message>
        <source>%1 at byte %2.</source>
        <translation>%1 en el byte %2.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; has no translation.</source>
        <translation>«%1» no tiene traducción.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; has two translations: &quot;%2&quot; and &quot;%3&quot;.</source>
        <translation>«%1» tiene dos traducciones: «%2» y «%3».</translation>
    </message>
    <message>
        <source>&quot;decimal&quot; and &quot;group&quot; are one character each.</source>
        <translation>«decimal» y «group» tienen un carácter cada uno.</translation>
    </message>
</context>
<context>
    <name>PriceTable</name>
    <message>
        <source>The prices in %1 can&apos;t be used: %2.</source>
        <translation>No se pueden usar los precios de %1: %2.</translation>
    </message>
    <message>
        <source>the currency has no three letters</source>
        <translation>la moneda no tiene tres letras</translation>
    </message>
    <message>
        <source>the date is missing</source>
        <translation>falta la fecha</translation>
    </message>
    <message>
        <source>the entry &quot;%1 %2&quot; is not right</source>
        <translation>la entrada «%1 %2» no es correcta</translation>
    </message>
    <message>
        <source>&quot;%1 %2&quot; is listed twice</source>
        <translation>«%1 %2» figura dos veces</translation>
    </message>
    <message>
        <source>The prices in %1 can&apos;t be read: %2.</source>
        <translation>No se pueden leer los precios de %1: %2.</translation>
    </message>
    <message>
        <source>Your own prices are in %1, the others in %2.</source>
        <translation>Sus propios precios están en %1, los demás en %2.</translation>
    </message>
    <message>
        <source>Give them in one currency.</source>
        <translation>Indíquelos en una sola moneda.</translation>
    </message>
</context>
<context>
    <name>QCommandLineParser</name>
    <message>
        <source>Usage: %1</source>
        <translation>Uso: %1</translation>
    </message>
    <message>
        <source>Options:</source>
        <translation>Opciones:</translation>
    </message>
    <message>
        <source>Arguments:</source>
        <translation>Argumentos:</translation>
    </message>
    <message>
        <source>[options]</source>
        <translation>[opciones]</translation>
    </message>
    <message>
        <source>Unknown option &apos;%1&apos;.</source>
        <translation>La opción «%1» no se conoce.</translation>
    </message>
    <message>
        <source>Unknown options: %1.</source>
        <translation>Estas opciones no se conocen: %1.</translation>
    </message>
    <message>
        <source>Missing value after &apos;%1&apos;.</source>
        <translation>Falta un valor después de «%1».</translation>
    </message>
    <message>
        <source>Unexpected value after &apos;%1&apos;.</source>
        <translation>Hay un valor inesperado después de «%1».</translation>
    </message>
</context>
<context>
    <name>Quality</name>
    <message>
        <source>A finding is settled with a reason.</source>
        <translation>Un hallazgo se cierra con un motivo.</translation>
    </message>
    <message>
        <source>Say why the report stands with it.</source>
        <translation>Explique por qué el informe se sostiene a pesar de él.</translation>
    </message>
    <message>
        <source>The review has no finding &quot;%1&quot;.</source>
        <translation>La revisión no contiene el hallazgo «%1».</translation>
    </message>
    <message>
        <source>A finding is settled by somebody.</source>
        <translation>Un hallazgo lo cierra una persona.</translation>
    </message>
    <message>
        <source>Give a name.</source>
        <translation>Indique un nombre.</translation>
    </message>
    <message>
        <source>Nobody accepted the finding &quot;%1&quot;.</source>
        <translation>Nadie ha aceptado el hallazgo «%1».</translation>
    </message>
</context>
<context>
    <name>ReadBack</name>
    <message>
        <source>from the workbook %1</source>
        <translation>del libro %1</translation>
    </message>
    <message>
        <source>%1 can&apos;t be taken over: %2</source>
        <translation>No se puede incorporar %1: %2</translation>
    </message>
    <message>
        <source>%1 is no fact of the report.</source>
        <translation>%1 no es un dato del informe.</translation>
    </message>
    <message>
        <source>Note beside the report</source>
        <translation>Nota junto al informe</translation>
    </message>
    <message>
        <source>A note in a free cell belongs to nothing in the report.</source>
        <translation>Una nota en una celda libre no corresponde a nada del informe.</translation>
    </message>
    <message>
        <source>This number isn&apos;t an input of the report.</source>
        <translation>Este número no es una entrada del informe.</translation>
    </message>
    <message>
        <source>The report&apos;s formulas are its method: they are changed in a framework, not in a workbook.</source>
        <translation>Las fórmulas del informe son su procedimiento: se cambian en un método, no en un libro de Excel.</translation>
    </message>
    <message>
        <source>What a fact is can&apos;t be changed: add a row for another one.</source>
        <translation>No se puede cambiar lo que es un dato: añada una fila para otro distinto.</translation>
    </message>
    <message>
        <source>A heading or label isn&apos;t a statement of the report.</source>
        <translation>Un título o una etiqueta no es una afirmación del informe.</translation>
    </message>
    <message>
        <source>The sentence is as it was; what stands around it is the report&apos;s own.</source>
        <translation>La frase no ha cambiado; lo que la rodea pertenece al propio informe.</translation>
    </message>
    <message>
        <source>A sentence can&apos;t be left empty: write another in its place.</source>
        <translation>Una frase no puede quedar vacía: escriba otra en su lugar.</translation>
    </message>
    <message>
        <source>The report doesn&apos;t hold this fact any more.</source>
        <translation>El informe ya no contiene este dato.</translation>
    </message>
    <message>
        <source>A fact&apos;s value is a number.</source>
        <translation>El valor de un dato debe ser un número.</translation>
    </message>
    <message>
        <source>This is a fact of another company than the report&apos;s: correct it in a report on that one.</source>
        <translation>Este dato es de una empresa distinta de la del informe: corríjalo en un informe sobre esa empresa.</translation>
    </message>
    <message>
        <source>The report doesn&apos;t have this driver any more.</source>
        <translation>El informe ya no contiene este factor.</translation>
    </message>
    <message>
        <source>A weight is a share from 0 to 1.</source>
        <translation>Un peso es una proporción de 0 a 1.</translation>
    </message>
    <message>
        <source>This number only shows another one of the report.</source>
        <translation>Este número solo muestra otro del informe.</translation>
    </message>
    <message>
        <source>A number was replaced by something that is none.</source>
        <translation>Se ha sustituido un número por algo que no lo es.</translation>
    </message>
    <message>
        <source>This figure follows from facts: change these, or the score that rests on it.</source>
        <translation>Esta cifra se deriva de datos: cámbielos o cambie la puntuación que se basa en ella.</translation>
    </message>
    <message>
        <source>The score lies outside of its scale, %1 to %2.</source>
        <translation>La puntuación queda fuera de su escala, de %1 a %2.</translation>
    </message>
    <message>
        <source>A fact needs a concept, the end of its period as YYYY-MM-DD, a value and a unit.</source>
        <translation>Un dato necesita un concepto, el fin de su periodo como AAAA-MM-DD, un valor y una unidad.</translation>
    </message>
    <message>
        <source>The report has this fact already: change its row.</source>
        <translation>El informe ya contiene este dato: cambie su fila.</translation>
    </message>
    <message>
        <source>Added row</source>
        <translation>Fila añadida</translation>
    </message>
    <message>
        <source>An added row is taken over on the sheet of facts only.</source>
        <translation>Una fila añadida solo se incorpora en la hoja de datos.</translation>
    </message>
    <message>
        <source>A fact of a filing can&apos;t be taken out of a report: change its value, or forget its document.</source>
        <translation>Un dato de una presentación regulatoria no se puede quitar de un informe: cambie su valor o elimine el documento del que procede.</translation>
    </message>
    <message>
        <source>A statement can&apos;t be taken out of a report: write another in its place.</source>
        <translation>Una afirmación no se puede quitar de un informe: escriba otra en su lugar.</translation>
    </message>
    <message>
        <source>This row only shows what the report says elsewhere.</source>
        <translation>Esta fila solo muestra lo que el informe dice en otro lugar.</translation>
    </message>
    <message>
        <source>Sheet &quot;%1&quot;</source>
        <translation>Hoja «%1»</translation>
    </message>
    <message>
        <source>A sheet that was removed changes nothing in the report.</source>
        <translation>Una hoja eliminada no cambia nada en el informe.</translation>
    </message>
    <message>
        <source>Another version of the program made this workbook: rows that were removed can&apos;t be told.</source>
        <translation>Otra versión del programa creó este libro: no se pueden reconocer las filas eliminadas.</translation>
    </message>
    <message>
        <source>The sheet &quot;%1&quot; isn&apos;t the report&apos;s and was not read.</source>
        <translation>La hoja «%1» no pertenece al informe y no se ha leído.</translation>
    </message>
    <message>
        <source>%1 is no workbook of a report.</source>
        <translation>%1 no es el libro de un informe.</translation>
    </message>
    <message>
        <source>Take a copy that was saved as XLSX from a report; its first column, which is hidden, tells what each row means and must stay.</source>
        <translation>Utilice una copia guardada como XLSX desde un informe; su primera columna, que está oculta, indica qué significa cada fila y debe conservarse.</translation>
    </message>
    <message>
        <source>%1 is a workbook of another report.</source>
        <translation>%1 es el libro de otro informe.</translation>
    </message>
    <message>
        <source>It was made of the report %1.</source>
        <translation>Se creó a partir del informe %1.</translation>
    </message>
</context>
<context>
    <name>RecentItems</name>
    <message>
        <source>%1 could not be written.</source>
        <translation>No se pudo escribir %1.</translation>
    </message>
</context>
<context>
    <name>Replay</name>
    <message>
        <source>The recorded agents wait for each other.</source>
        <translation>Los agentes grabados se esperan unos a otros.</translation>
    </message>
    <message>
        <source>Cancelled.</source>
        <translation>Cancelado.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is not among what was recorded.</source>
        <translation>«%1» no figura entre lo grabado.</translation>
    </message>
</context>
<context>
    <name>Report</name>
    <message>
        <source>This report was written by a newer version of ConsultantOS.</source>
        <translation>Este informe procede de una versión más reciente de ConsultantOS.</translation>
    </message>
    <message>
        <source>Update the program to open it.</source>
        <translation>Actualice el programa para abrirlo.</translation>
    </message>
    <message>
        <source>This is not a report of ConsultantOS.</source>
        <translation>Esto no es un informe de ConsultantOS.</translation>
    </message>
    <message>
        <source>This program has no fonts to draw a document&apos;s charts with.</source>
        <translation>Este programa no dispone de tipos de letra para dibujar los gráficos de un documento.</translation>
    </message>
    <message>
        <source>This program has no fonts to write a PDF with.</source>
        <translation>Este programa no dispone de tipos de letra para crear un PDF.</translation>
    </message>
</context>
<context>
    <name>ReportEditor</name>
    <message>
        <source>&quot;%1&quot; can&apos;t be answered by one value.</source>
        <translation>«%1» no se puede responder con un solo valor.</translation>
    </message>
    <message>
        <source>Give a file that has it: %1.</source>
        <translation>Proporcione un archivo que lo contenga: %1.</translation>
    </message>
    <message>
        <source>Say which line the value is of: %1.</source>
        <translation>Indique a qué partida corresponde el valor: %1.</translation>
    </message>
    <message>
        <source>The report has no annual statements that a value could stand in.</source>
        <translation>El informe no contiene cuentas anuales en las que pudiera figurar un valor.</translation>
    </message>
    <message>
        <source>Give a file with the statements.</source>
        <translation>Proporcione un archivo con los estados financieros.</translation>
    </message>
    <message>
        <source>The report&apos;s years are %1.</source>
        <translation>Los años del informe son %1.</translation>
    </message>
    <message>
        <source>The value is no number.</source>
        <translation>El valor no es un número.</translation>
    </message>
    <message>
        <source>%1 is in %2 here, not in %3.</source>
        <translation>%1 se expresa aquí en %2, no en %3.</translation>
    </message>
    <message>
        <source>An answer needs its source.</source>
        <translation>Una respuesta necesita su fuente.</translation>
    </message>
    <message>
        <source>Say where the value is from, or give the file.</source>
        <translation>Indique de dónde procede el valor o proporcione el archivo.</translation>
    </message>
    <message>
        <source>An answer is a value, or a file that has it.</source>
        <translation>Una respuesta es un valor o un archivo que lo contiene.</translation>
    </message>
    <message>
        <source>The report doesn&apos;t ask for &quot;%1&quot;.</source>
        <translation>El informe no solicita «%1».</translation>
    </message>
    <message>
        <source>&quot;library requests&quot; lists what it asks for.</source>
        <translation>«library requests» enumera lo que solicita.</translation>
    </message>
    <message>
        <source>Files can&apos;t be taken in here.</source>
        <translation>Aquí no se pueden incorporar archivos.</translation>
    </message>
    <message>
        <source>%1 has neither figures nor text.</source>
        <translation>%1 no contiene cifras ni texto.</translation>
    </message>
    <message>
        <source>%1 can&apos;t be scored from %2 in &quot;%3&quot;; nothing was changed.</source>
        <translation>%1 no se puede puntuar a partir de %2 en «%3»; no se ha cambiado nada.</translation>
    </message>
    <message>
        <source>Judge it on the scale from one to five (unit &quot;score&quot;).</source>
        <translation>Valórelo en la escala de uno a cinco (unidad «score»).</translation>
    </message>
    <message>
        <source>That section has no score.</source>
        <translation>Esa sección no tiene puntuación.</translation>
    </message>
    <message>
        <source>A score here lies between %1 and %2.</source>
        <translation>Una puntuación está aquí entre %1 y %2.</translation>
    </message>
    <message>
        <source>That section has no drivers.</source>
        <translation>Esa sección no tiene factores.</translation>
    </message>
    <message>
        <source>The weights of a section lie between 0 and 1 and add up to 1.</source>
        <translation>Los pesos de una sección están entre 0 y 1 y suman 1.</translation>
    </message>
    <message>
        <source>Drivers whose weight nobody set share what is left, as they did before.</source>
        <translation>Los factores cuyo peso nadie ha fijado se reparten el resto en la misma proporción que antes.</translation>
    </message>
    <message>
        <source>A fact needs its source.</source>
        <translation>Un dato necesita su fuente.</translation>
    </message>
    <message>
        <source>Say where the value is from.</source>
        <translation>Indique de dónde procede el valor.</translation>
    </message>
    <message>
        <source>%1 is a fact of another company than %2.</source>
        <translation>%1 es un dato de otra empresa, no de %2.</translation>
    </message>
    <message>
        <source>Correct it in a report on that company.</source>
        <translation>Corríjalo en un informe sobre esa empresa.</translation>
    </message>
    <message>
        <source>Nothing is to be changed.</source>
        <translation>No hay nada que cambiar.</translation>
    </message>
    <message>
        <source>The report has no %1 &quot;%2&quot; that can be edited.</source>
        <translation>El informe no contiene ningún elemento «%2» (%1) que se pueda editar.</translation>
    </message>
    <message>
        <source>&quot;library targets&quot; lists what it has.</source>
        <translation>«library targets» enumera lo que contiene.</translation>
    </message>
    <message>
        <source>the user</source>
        <translation>el usuario</translation>
    </message>
    <message>
        <source>The report could not be derived anew; nothing was changed.</source>
        <translation>No se ha podido derivar de nuevo el informe; no se ha cambiado nada.</translation>
    </message>
    <message>
        <source>This place was changed meanwhile; nothing was written.</source>
        <translation>Este lugar se ha modificado entretanto; no se ha escrito nada.</translation>
    </message>
    <message>
        <source>Look at what stands there now, then edit it again.</source>
        <translation>Vea lo que figura ahora en él y vuelva a editarlo.</translation>
    </message>
    <message>
        <source>A sentence has 1 to %1 characters.</source>
        <translation>Una frase tiene de 1 a %1 caracteres.</translation>
    </message>
    <message>
        <source>The sentence says that already.</source>
        <translation>La frase ya dice eso.</translation>
    </message>
    <message>
        <source>There is no conflict at &quot;%1&quot;.</source>
        <translation>No hay ningún conflicto en «%1».</translation>
    </message>
    <message>
        <source>Nobody edited &quot;%1&quot;.</source>
        <translation>Nadie ha editado «%1».</translation>
    </message>
    <message>
        <source>The report has no review to settle anything in.</source>
        <translation>El informe no tiene ninguna revisión en la que cerrar algo.</translation>
    </message>
    <message>
        <source>%1 was corrected or filed today already, and that report of it counts.</source>
        <translation>%1 ya se corrigió o se presentó hoy, y ese dato es el que cuenta.</translation>
    </message>
    <message>
        <source>Take the earlier correction back first (undo).</source>
        <translation>Deshaga primero la corrección anterior (deshacer).</translation>
    </message>
</context>
<context>
    <name>ReportFile</name>
    <message>
        <source>The setting report_colour is no colour: &quot;%1&quot;.</source>
        <translation>El ajuste report_colour no es un color: «%1».</translation>
    </message>
    <message>
        <source>Write it as #1f3864, or leave it empty.</source>
        <translation>Escríbalo como #1f3864 o déjelo vacío.</translation>
    </message>
    <message>
        <source>The logo %1 could not be read as a PNG file.</source>
        <translation>No se ha podido leer el logotipo %1 como archivo PNG.</translation>
    </message>
    <message>
        <source>Choose another one by the setting report_logo, or none.</source>
        <translation>Elija otro con el ajuste report_logo, o ninguno.</translation>
    </message>
    <message>
        <source>%1 can&apos;t serve as a template of presentations: %2.</source>
        <translation>%1 no puede servir de plantilla de presentaciones: %2.</translation>
    </message>
    <message>
        <source>Choose a .pptx or .potx file, or none, in the settings.</source>
        <translation>Elija en los ajustes un archivo .pptx o .potx, o ninguno.</translation>
    </message>
    <message>
        <source>it is no office file</source>
        <translation>no es un archivo de Office</translation>
    </message>
    <message>
        <source>it is not there</source>
        <translation>no existe</translation>
    </message>
    <message>
        <source>it is too large</source>
        <translation>es demasiado grande</translation>
    </message>
    <message>
        <source>it is damaged</source>
        <translation>está dañado</translation>
    </message>
    <message>
        <source>it is no presentation with a master</source>
        <translation>no es una presentación con un patrón de diapositivas</translation>
    </message>
    <message>
        <source>it has no layout</source>
        <translation>no tiene ningún diseño</translation>
    </message>
    <message>
        <source>The document could not be packed: %1.</source>
        <translation>No se ha podido empaquetar el documento: %1.</translation>
    </message>
    <message>
        <source>The format &quot;%1&quot; is not known.</source>
        <translation>No se conoce el formato «%1».</translation>
    </message>
    <message>
        <source>Choose among %1.</source>
        <translation>Elija entre %1.</translation>
    </message>
</context>
<context>
    <name>ReportHtml</name>
    <message>
        <source>No second opinion of a language model: %1</source>
        <translation>Sin segunda opinión de un modelo de lenguaje: %1</translation>
    </message>
    <message>
        <source>Second opinion of %1: %2 objections are listed as notes, %3 were struck by the checks.</source>
        <translation>Segunda opinión de %1: objeciones recogidas como notas: %2; tachadas por las comprobaciones: %3.</translation>
    </message>
</context>
<context>
    <name>ReportLanguages</name>
    <message>
        <source>Reports can&apos;t be written in &quot;%1&quot;.</source>
        <translation>No se pueden redactar informes en «%1».</translation>
    </message>
    <message>
        <source>Choose among %1.</source>
        <translation>Elija entre %1.</translation>
    </message>
</context>
<context>
    <name>ReportPage</name>
    <message>
        <source>Against it:</source>
        <translation>En contra:</translation>
    </message>
</context>
<context>
    <name>ReportTemplates</name>
    <message>
        <source>an id is made of small letters, digits and underlines.</source>
        <translation>un identificador consta de letras minúsculas, cifras y guiones bajos.</translation>
    </message>
    <message>
        <source>&quot;most&quot; is a number from 0 to %1.</source>
        <translation>«most» debe ser un número de 0 a %1.</translation>
    </message>
    <message>
        <source>there is no framework &quot;%1&quot;.</source>
        <translation>no existe el método «%1».</translation>
    </message>
    <message>
        <source>weights are not below zero, and not all of them zero.</source>
        <translation>los pesos no pueden ser negativos ni ser todos cero.</translation>
    </message>
    <message>
        <source>there is no part &quot;%1&quot;; choose among %2 and the frameworks.</source>
        <translation>no existe la parte «%1»; elija entre %2 y los métodos.</translation>
    </message>
    <message>
        <source>the part &quot;%1&quot; stands there twice.</source>
        <translation>la parte «%1» aparece dos veces.</translation>
    </message>
    <message>
        <source>a template needs one part at least.</source>
        <translation>una plantilla necesita al menos una parte.</translation>
    </message>
    <message>
        <source>a template is an object in braces.</source>
        <translation>una plantilla es un objeto entre llaves.</translation>
    </message>
    <message>
        <source>The template %1 can&apos;t be read.</source>
        <translation>No se puede leer la plantilla %1.</translation>
    </message>
    <message>
        <source>%1: there is another template &quot;%2&quot;.</source>
        <translation>%1: ya existe otra plantilla «%2».</translation>
    </message>
    <message>
        <source>Give it an id of its own.</source>
        <translation>Asígnele un identificador propio.</translation>
    </message>
    <message>
        <source>There is no template of reports &quot;%1&quot;.</source>
        <translation>No existe la plantilla de informes «%1».</translation>
    </message>
    <message>
        <source>Choose among %1.</source>
        <translation>Elija entre %1.</translation>
    </message>
</context>
<context>
    <name>ReportWords</name>
    <message>
        <source>Porter&apos;s five forces</source>
        <translation>Cinco fuerzas de Porter</translation>
    </message>
    <message>
        <source>SWOT and TOWS</source>
        <translation>DAFO y DAFO cruzado</translation>
    </message>
    <message>
        <source>PESTEL</source>
        <translation>PESTEL</translation>
    </message>
    <message>
        <source>Blue Ocean</source>
        <translation>Océano azul</translation>
    </message>
    <message>
        <source>Ansoff&apos;s growth matrix</source>
        <translation>Matriz de crecimiento de Ansoff</translation>
    </message>
    <message>
        <source>BCG growth-share matrix</source>
        <translation>Matriz BCG</translation>
    </message>
    <message>
        <source>Value chain</source>
        <translation>Cadena de valor</translation>
    </message>
    <message>
        <source>VRIO</source>
        <translation>VRIO</translation>
    </message>
    <message>
        <source>Company, customers, competitors</source>
        <translation>Empresa, clientes, competidores</translation>
    </message>
    <message>
        <source>Scenario axes</source>
        <translation>Ejes de escenarios</translation>
    </message>
    <message>
        <source>Issue tree</source>
        <translation>Árbol de problemas</translation>
    </message>
    <message>
        <source>Recommendation</source>
        <translation>Recomendación</translation>
    </message>
    <message>
        <source>Tipping point</source>
        <translation>Punto de inflexión</translation>
    </message>
    <message>
        <source>Rivalry</source>
        <translation>Rivalidad</translation>
    </message>
    <message>
        <source>Suppliers</source>
        <translation>Proveedores</translation>
    </message>
    <message>
        <source>Buyers</source>
        <translation>Clientes</translation>
    </message>
    <message>
        <source>New entrants</source>
        <translation>Nuevos competidores</translation>
    </message>
    <message>
        <source>Substitutes</source>
        <translation>Productos sustitutivos</translation>
    </message>
    <message>
        <source>Strengths</source>
        <translation>Fortalezas</translation>
    </message>
    <message>
        <source>Weaknesses</source>
        <translation>Debilidades</translation>
    </message>
    <message>
        <source>Opportunities</source>
        <translation>Oportunidades</translation>
    </message>
    <message>
        <source>Threats</source>
        <translation>Amenazas</translation>
    </message>
    <message>
        <source>SO: use strengths for opportunities</source>
        <translation>FO: usar las fortalezas para aprovechar oportunidades</translation>
    </message>
    <message>
        <source>ST: use strengths against threats</source>
        <translation>FA: usar las fortalezas frente a las amenazas</translation>
    </message>
    <message>
        <source>WO: overcome weaknesses by opportunities</source>
        <translation>DO: superar las debilidades mediante oportunidades</translation>
    </message>
    <message>
        <source>WT: reduce weaknesses, avoid threats</source>
        <translation>DA: reducir las debilidades y evitar las amenazas</translation>
    </message>
    <message>
        <source>Political</source>
        <translation>Político</translation>
    </message>
    <message>
        <source>Economic</source>
        <translation>Económico</translation>
    </message>
    <message>
        <source>Social</source>
        <translation>Social</translation>
    </message>
    <message>
        <source>Technological</source>
        <translation>Tecnológico</translation>
    </message>
    <message>
        <source>Ecological</source>
        <translation>Ecológico</translation>
    </message>
    <message>
        <source>Legal</source>
        <translation>Legal</translation>
    </message>
    <message>
        <source>Eliminate</source>
        <translation>Eliminar</translation>
    </message>
    <message>
        <source>Reduce</source>
        <translation>Reducir</translation>
    </message>
    <message>
        <source>Raise</source>
        <translation>Incrementar</translation>
    </message>
    <message>
        <source>Create</source>
        <translation>Crear</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>Respuesta</translation>
    </message>
    <message>
        <source>Situation</source>
        <translation>Situación</translation>
    </message>
    <message>
        <source>Complication</source>
        <translation>Complicación</translation>
    </message>
    <message>
        <source>Support</source>
        <translation>Respaldo</translation>
    </message>
    <message>
        <source>Risk</source>
        <translation>Riesgo</translation>
    </message>
    <message>
        <source>Next step</source>
        <translation>Próximo paso</translation>
    </message>
    <message>
        <source>Direction</source>
        <translation>Dirección</translation>
    </message>
    <message>
        <source>Impact</source>
        <translation>Repercusión</translation>
    </message>
    <message>
        <source>Likelihood</source>
        <translation>Probabilidad</translation>
    </message>
    <message>
        <source>Horizon</source>
        <translation>Horizonte</translation>
    </message>
    <message>
        <source>Leading indicator</source>
        <translation>Indicador adelantado</translation>
    </message>
    <message>
        <source>Exposed line</source>
        <translation>Partida afectada</translation>
    </message>
    <message>
        <source>Persistence</source>
        <translation>Persistencia</translation>
    </message>
    <message>
        <source>Evidence</source>
        <translation>Evidencia</translation>
    </message>
    <message>
        <source>Hypothesis</source>
        <translation>Hipótesis</translation>
    </message>
    <message>
        <source>Feasibility</source>
        <translation>Viabilidad</translation>
    </message>
    <message>
        <source>Factor</source>
        <translation>Factor</translation>
    </message>
    <message>
        <source>Figure</source>
        <translation>Cifra</translation>
    </message>
    <message>
        <source>Driver</source>
        <translation>Factor</translation>
    </message>
    <message>
        <source>Compared with</source>
        <translation>Comparado con</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>Fuente</translation>
    </message>
    <message>
        <source>high</source>
        <translation>alta</translation>
    </message>
    <message>
        <source>medium</source>
        <translation>media</translation>
    </message>
    <message>
        <source>low</source>
        <translation>baja</translation>
    </message>
    <message>
        <source>open</source>
        <translation>sin definir</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>sí</translation>
    </message>
    <message>
        <source>no</source>
        <translation>no</translation>
    </message>
    <message>
        <source>threat</source>
        <translation>amenaza</translation>
    </message>
    <message>
        <source>opportunity</source>
        <translation>oportunidad</translation>
    </message>
    <message>
        <source>short</source>
        <translation>corta</translation>
    </message>
    <message>
        <source>long</source>
        <translation>larga</translation>
    </message>
    <message>
        <source>figure</source>
        <translation>cifra</translation>
    </message>
    <message>
        <source>playbook</source>
        <translation>conocimiento sectorial</translation>
    </message>
    <message>
        <source>in force</source>
        <translation>en vigor</translation>
    </message>
    <message>
        <source>proposed</source>
        <translation>propuesta</translation>
    </message>
    <message>
        <source>mixed</source>
        <translation>mixta</translation>
    </message>
    <message>
        <source>now</source>
        <translation>ahora</translation>
    </message>
    <message>
        <source>one to two years</source>
        <translation>de uno a dos años</translation>
    </message>
    <message>
        <source>three to five years</source>
        <translation>de tres a cinco años</translation>
    </message>
    <message>
        <source>beyond five years</source>
        <translation>más de cinco años</translation>
    </message>
    <message>
        <source>passage</source>
        <translation>pasaje</translation>
    </message>
    <message>
        <source>peers</source>
        <translation>comparables</translation>
    </message>
    <message>
        <source>published average</source>
        <translation>promedio publicado</translation>
    </message>
    <message>
        <source>own history</source>
        <translation>historial propio</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>nada</translation>
    </message>
    <message>
        <source>raises</source>
        <translation>aumenta</translation>
    </message>
    <message>
        <source>lowers</source>
        <translation>reduce</translation>
    </message>
    <message>
        <source>Income statement</source>
        <translation>Cuenta de resultados</translation>
    </message>
    <message>
        <source>Balance sheet</source>
        <translation>Balance</translation>
    </message>
    <message>
        <source>Cash flow statement</source>
        <translation>Estado de flujos de efectivo</translation>
    </message>
    <message>
        <source>Growth</source>
        <translation>Crecimiento</translation>
    </message>
    <message>
        <source>Profitability</source>
        <translation>Rentabilidad</translation>
    </message>
    <message>
        <source>Returns</source>
        <translation>Rendimientos</translation>
    </message>
    <message>
        <source>Liquidity</source>
        <translation>Liquidez</translation>
    </message>
    <message>
        <source>Leverage</source>
        <translation>Endeudamiento</translation>
    </message>
    <message>
        <source>Working capital</source>
        <translation>Capital circulante</translation>
    </message>
    <message>
        <source>Cash</source>
        <translation>Efectivo</translation>
    </message>
    <message>
        <source>Distress</source>
        <translation>Riesgo de insolvencia</translation>
    </message>
    <message>
        <source>Earnings quality</source>
        <translation>Calidad de los beneficios</translation>
    </message>
    <message>
        <source>Complete</source>
        <translation>Completo</translation>
    </message>
    <message>
        <source>Partial</source>
        <translation>Parcial</translation>
    </message>
    <message>
        <source>Quick</source>
        <translation>Rápido</translation>
    </message>
    <message>
        <source>Standard</source>
        <translation>Estándar</translation>
    </message>
    <message>
        <source>Deep</source>
        <translation>A fondo</translation>
    </message>
    <message>
        <source>rising</source>
        <translation>al alza</translation>
    </message>
    <message>
        <source>stable</source>
        <translation>estable</translation>
    </message>
    <message>
        <source>falling</source>
        <translation>a la baja</translation>
    </message>
    <message>
        <source>%1, quarterly</source>
        <translation>%1, trimestral</translation>
    </message>
    <message>
        <source>%1, annual</source>
        <translation>%1, anual</translation>
    </message>
    <message>
        <source>memory</source>
        <translation>memoria</translation>
    </message>
    <message>
        <source>disk</source>
        <translation>disco</translation>
    </message>
    <message>
        <source>from the cache (%1), computed %2 ago</source>
        <translation>de la caché (%1), calculado hace %2</translation>
    </message>
    <message>
        <source>Finished: %1. &quot;Compute anew&quot; (F5) takes nothing from it</source>
        <translation>Terminado: %1. «Calcular de nuevo» (F5) no toma nada de ella</translation>
    </message>
    <message>
        <source>Finished in %1 s; some agents failed, see the summary</source>
        <translation>Terminado en %1 s; algunos agentes han fallado, véase el resumen</translation>
    </message>
    <message>
        <source>Finished in %1 s</source>
        <translation>Terminado en %1 s</translation>
    </message>
    <message>
        <source>may happen</source>
        <translation>posible</translation>
    </message>
    <message>
        <source>one to three years</source>
        <translation>de uno a tres años</translation>
    </message>
    <message>
        <source>beyond three years</source>
        <translation>más de tres años</translation>
    </message>
    <message>
        <source>Financials</source>
        <translation>Finanzas</translation>
    </message>
    <message>
        <source>Executive summary</source>
        <translation>Resumen ejecutivo</translation>
    </message>
</context>
<context>
    <name>RequestBasis</name>
    <message>
        <source>Import a facts file of it, or name its industry for a report on industry knowledge alone.</source>
        <translation>Importe un archivo de datos de la empresa o indique su sector para un informe basado solo en el conocimiento sectorial.</translation>
    </message>
    <message>
        <source>No company called &quot;%1&quot; is known here.</source>
        <translation>Aquí no se conoce ninguna empresa con el nombre «%1».</translation>
    </message>
</context>
<context>
    <name>ResearchAgent</name>
    <message>
        <source>Cancelled.</source>
        <translation>Cancelado.</translation>
    </message>
    <message>
        <source>Reading the industry&apos;s playbook</source>
        <translation>Leyendo el conocimiento sectorial</translation>
    </message>
    <message>
        <source>Reading the question and its context</source>
        <translation>Leyendo la pregunta y su contexto</translation>
    </message>
    <message>
        <source>Asking the sources of the network</source>
        <translation>Consultando las fuentes de la red</translation>
    </message>
    <message>
        <source>Reading the company&apos;s documents</source>
        <translation>Leyendo los documentos de la empresa</translation>
    </message>
</context>
<context>
    <name>RunHistory</name>
    <message>
        <source>not run</source>
        <translation>no ejecutado</translation>
    </message>
    <message>
        <source>%1, cache</source>
        <translation>%1, caché</translation>
    </message>
    <message>
        <source>%1%2 %</source>
        <translation>%1%2&#xa0;%</translation>
    </message>
    <message>
        <source>%1 to %2 in %3 runs, half of them %4 to %5</source>
        <translation>%1 a %2 en %3 ejecuciones, la mitad de ellas de %4 a %5</translation>
    </message>
    <message>
        <source>%1, compared with %2</source>
        <translation>%1, en comparación con %2</translation>
    </message>
    <message>
        <source>Whole run</source>
        <translation>Ejecución completa</translation>
    </message>
    <message>
        <source>only now</source>
        <translation>solo ahora</translation>
    </message>
    <message>
        <source>only before</source>
        <translation>solo antes</translation>
    </message>
    <message>
        <source>%1, %2, %3</source>
        <translation>%1, %2, %3</translation>
    </message>
</context>
<context>
    <name>Saving</name>
    <message>
        <source>Saved as %1</source>
        <translation>Guardado como %1</translation>
    </message>
    <message>
        <source>The picture could not be made.</source>
        <translation>No se pudo crear la imagen.</translation>
    </message>
</context>
<context>
    <name>ScenarioFiles</name>
    <message>
        <source>%1 can&apos;t be read.</source>
        <translation>No se puede leer %1.</translation>
    </message>
    <message>
        <source>%1 is too large for a scenario.</source>
        <translation>%1 es demasiado grande para un escenario.</translation>
    </message>
    <message>
        <source>%1 sizes a market: open it under &quot;Market size&quot;.</source>
        <translation>%1 calcula un tamaño de mercado: ábralo en «Tamaño de mercado».</translation>
    </message>
</context>
<context>
    <name>ScenarioHtml</name>
    <message>
        <source>you choose</source>
        <translation>decide usted</translation>
    </message>
    <message>
        <source>chance decides</source>
        <translation>decide el azar</translation>
    </message>
    <message>
        <source>Total market (TAM)</source>
        <translation>Mercado total (TAM)</translation>
    </message>
    <message>
        <source>Serviceable market (SAM)</source>
        <translation>Mercado disponible (SAM)</translation>
    </message>
    <message>
        <source>Obtainable market (SOM)</source>
        <translation>Mercado obtenible (SOM)</translation>
    </message>
    <message>
        <source>Median %1, mean %2. Nine of ten draws lie between %3 and %4.</source>
        <translation>Mediana %1, media %2. Nueve de cada diez simulaciones están entre %3 y %4.</translation>
    </message>
    <message>
        <source>The file names no two axes, so there are no worlds to tell apart.</source>
        <translation>El archivo no indica dos ejes, así que no hay mundos que distinguir.</translation>
    </message>
    <message>
        <source>Four worlds</source>
        <translation>Cuatro mundos</translation>
    </message>
    <message>
        <source>median %1</source>
        <translation>mediana %1</translation>
    </message>
    <message>
        <source>nine of ten draws: %1 to %2</source>
        <translation>nueve de cada diez simulaciones: %1 a %2</translation>
    </message>
    <message>
        <source>Of %1, by %2 (across) and %3 (upwards).</source>
        <translation>De %1, según %2 (en horizontal) y %3 (en vertical).</translation>
    </message>
    <message>
        <source>Signposts: what tells early which world comes</source>
        <translation>Señales: lo que indica pronto qué mundo se acerca</translation>
    </message>
    <message>
        <source>Watch</source>
        <translation>Observar</translation>
    </message>
    <message>
        <source>Threshold</source>
        <translation>Umbral</translation>
    </message>
    <message>
        <source>Above it speaks for</source>
        <translation>Por encima apunta a</translation>
    </message>
    <message>
        <source>Right above</source>
        <translation>Aciertos por encima</translation>
    </message>
    <message>
        <source>Right below</source>
        <translation>Aciertos por debajo</translation>
    </message>
    <message>
        <source>Best by expected value: %1</source>
        <translation>Mejor opción por valor esperado: %1</translation>
    </message>
    <message>
        <source>First choice</source>
        <translation>Primera decisión</translation>
    </message>
    <message>
        <source>Expected value</source>
        <translation>Valor esperado</translation>
    </message>
    <message>
        <source>What knowing more is worth at most</source>
        <translation>Lo que vale como máximo saber más</translation>
    </message>
    <message>
        <source>Knowledge before the first choice</source>
        <translation>Conocimiento antes de la primera decisión</translation>
    </message>
    <message>
        <source>Worth</source>
        <translation>Valor</translation>
    </message>
    <message>
        <source>All events (perfect information)</source>
        <translation>Todos los sucesos (información perfecta)</translation>
    </message>
    <message>
        <source>%1, before its price</source>
        <translation>%1, antes de su coste</translation>
    </message>
    <message>
        <source>How it may end, with the best choices</source>
        <translation>Cómo puede terminar, con las mejores decisiones</translation>
    </message>
    <message>
        <source>Way</source>
        <translation>Camino</translation>
    </message>
    <message>
        <source>Probability</source>
        <translation>Probabilidad</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Valor</translation>
    </message>
    <message>
        <source>The tree</source>
        <translation>El árbol</translation>
    </message>
    <message>
        <source>%1 reaches %2 where %3 is %4. Its median is %5, which gives %6; all other drivers are at their medians.</source>
        <translation>%1 alcanza %2 cuando %3 es %4. Su mediana es %5, lo que da %6; todos los demás factores están en su mediana.</translation>
    </message>
    <message>
        <source>or</source>
        <translation>o</translation>
    </message>
    <message>
        <source>Quantity</source>
        <translation>Magnitud</translation>
    </message>
    <message>
        <source>Formula</source>
        <translation>Fórmula</translation>
    </message>
    <message>
        <source>What moves together</source>
        <translation>Lo que se mueve conjuntamente</translation>
    </message>
    <message>
        <source>Drivers</source>
        <translation>Factores</translation>
    </message>
    <message>
        <source>Correlation</source>
        <translation>Correlación</translation>
    </message>
    <message>
        <source>Market</source>
        <translation>Mercado</translation>
    </message>
    <message>
        <source>Top-down</source>
        <translation>Descendente</translation>
    </message>
    <message>
        <source>Bottom-up</source>
        <translation>Ascendente</translation>
    </message>
    <message>
        <source>Reconciled</source>
        <translation>Conciliado</translation>
    </message>
    <message>
        <source>90 % interval</source>
        <translation>Intervalo del 90&#xa0;%</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <translation>%1 a %2</translation>
    </message>
    <message>
        <source>What divides the two: %1</source>
        <translation>Lo que separa a los dos: %1</translation>
    </message>
    <message>
        <source>Factor</source>
        <translation>Factor</translation>
    </message>
    <message>
        <source>Of the difference</source>
        <translation>Parte de la diferencia</translation>
    </message>
    <message>
        <source>Not explained by a factor</source>
        <translation>No explicado por ningún factor</translation>
    </message>
</context>
<context>
    <name>Scenarios</name>
    <message>
        <source>The correlations contradict each other: no quantities can be correlated like that.</source>
        <translation>Las correlaciones se contradicen: ninguna magnitud puede correlacionarse así.</translation>
    </message>
    <message>
        <source>The events of the decision tree have more than 100,000 joint outcomes.</source>
        <translation>Los sucesos del árbol de decisión tienen más de 100.000 resultados conjuntos.</translation>
    </message>
    <message>
        <source>A node is &quot;decision&quot;, &quot;chance&quot; or &quot;end&quot;, not &quot;%1&quot;.</source>
        <translation>Un nodo es «decision», «chance» o «end», no «%1».</translation>
    </message>
    <message>
        <source>A decision or chance needs a name and at least one branch.</source>
        <translation>Una decisión o un nodo de azar necesita un nombre y al menos una rama.</translation>
    </message>
    <message>
        <source>An end has no branches.</source>
        <translation>Un nodo final no tiene ramas.</translation>
    </message>
    <message>
        <source>The tree has no event called &quot;%1&quot;.</source>
        <translation>El árbol no contiene ningún suceso con el nombre «%1».</translation>
    </message>
    <message>
        <source>A test needs signals, and a row of likelihoods for each of the event&apos;s %1 branches.</source>
        <translation>Una prueba necesita señales y una fila de verosimilitudes por cada una de las %1 ramas del suceso.</translation>
    </message>
    <message>
        <source>A probability isn&apos;t negative.</source>
        <translation>Una probabilidad no es negativa.</translation>
    </message>
    <message>
        <source>A row of likelihoods has one number a signal; they sum to 1.</source>
        <translation>Una fila de verosimilitudes tiene un número por señal; suman 1.</translation>
    </message>
    <message>
        <source>A decision&apos;s branch has no probability: one chooses it.</source>
        <translation>La rama de una decisión no tiene probabilidad: se elige.</translation>
    </message>
    <message>
        <source>A probability lies between 0 and 1.</source>
        <translation>Una probabilidad está entre 0 y 1.</translation>
    </message>
    <message>
        <source>The probabilities of &quot;%1&quot; sum to %2, not to 1.</source>
        <translation>Las probabilidades de «%1» suman %2, no 1.</translation>
    </message>
    <message>
        <source>The event &quot;%1&quot; has other branches or probabilities elsewhere: give it another name.</source>
        <translation>El suceso «%1» tiene otras ramas o probabilidades en otro lugar: asígnele otro nombre.</translation>
    </message>
    <message>
        <source>%1 was written by a newer version of the program.</source>
        <translation>%1 procede de una versión más reciente del programa.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is missing.</source>
        <translation>Falta «%1».</translation>
    </message>
    <message>
        <source>It needs a minimum and a maximum.</source>
        <translation>La distribución necesita un mínimo y un máximo.</translation>
    </message>
    <message>
        <source>Its minimum %1 is not below its maximum %2.</source>
        <translation>El mínimo %1 no es menor que el máximo %2.</translation>
    </message>
    <message>
        <source>Its most likely value %1 lies outside of %2 … %3.</source>
        <translation>El valor más probable %1 está fuera de %2 … %3.</translation>
    </message>
    <message>
        <source>Its shape must be above 0 and at most 1000.</source>
        <translation>El parámetro de forma debe ser mayor que 0 y como máximo 1000.</translation>
    </message>
    <message>
        <source>Its standard deviation must be above zero.</source>
        <translation>La desviación típica debe ser mayor que cero.</translation>
    </message>
    <message>
        <source>Its mean must be above zero.</source>
        <translation>La media debe ser mayor que cero.</translation>
    </message>
    <message>
        <source>It needs between one and a million values.</source>
        <translation>La distribución necesita entre uno y un millón de valores.</translation>
    </message>
    <message>
        <source>It has %1 values and %2 weights.</source>
        <translation>La distribución tiene %1 valores y %2 pesos.</translation>
    </message>
    <message>
        <source>Its weights must not be negative, nor all be zero.</source>
        <translation>Los pesos no pueden ser negativos ni ser todos cero.</translation>
    </message>
    <message>
        <source>Its numbers must be finite.</source>
        <translation>Los números deben ser finitos.</translation>
    </message>
    <message>
        <source>Next to nothing of it lies between its minimum and its maximum.</source>
        <translation>Casi nada de la distribución está entre su mínimo y su máximo.</translation>
    </message>
    <message>
        <source>Sobol&apos;s sequence has numbers for %1 uncertain drivers here.</source>
        <translation>La secuencia de Sobol solo alcanza aquí para %1 factores inciertos.</translation>
    </message>
    <message>
        <source>Draw at random instead.</source>
        <translation>Use en su lugar una muestra aleatoria.</translation>
    </message>
    <message>
        <source>Change them by up to %1 (smallest eigenvalue %2), or set &quot;repair_correlations&quot; to take the nearest possible ones.</source>
        <translation>Cámbielas en hasta %1 (valor propio mínimo %2) o active «repair_correlations» para tomar las más próximas posibles.</translation>
    </message>
    <message>
        <source>The scenario model</source>
        <translation>El modelo de escenarios</translation>
    </message>
    <message>
        <source>%1, line %2: %3</source>
        <translation>%1, línea %2: %3</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>%1() works on lists; a driver model has single values.</source>
        <translation>%1() trabaja con listas; un modelo de factores tiene valores individuales.</translation>
    </message>
    <message>
        <source>There is no driver or formula called &quot;%1&quot;.</source>
        <translation>No existe ningún factor ni fórmula con el nombre «%1».</translation>
    </message>
    <message>
        <source>It depends on itself by way of other formulas.</source>
        <translation>Depende de sí misma a través de otras fórmulas.</translation>
    </message>
    <message>
        <source>The output isn&apos;t defined over the whole range.</source>
        <translation>El resultado no está definido en todo el intervalo.</translation>
    </message>
    <message>
        <source>The function has the same sign at both ends.</source>
        <translation>La función tiene el mismo signo en ambos extremos.</translation>
    </message>
    <message>
        <source>The search needs a lower and a higher end and a finite target.</source>
        <translation>La búsqueda necesita un extremo inferior, uno superior y un objetivo finito.</translation>
    </message>
    <message>
        <source>The output isn&apos;t defined anywhere in the range.</source>
        <translation>El resultado no está definido en ningún punto del intervalo.</translation>
    </message>
    <message>
        <source>It goes from %1 to %2 there.</source>
        <translation>Los valores van allí de %1 a %2.</translation>
    </message>
    <message>
        <source>%1 doesn&apos;t become %2 for any %3 between %4 and %5.</source>
        <translation>%1 no alcanza %2 con ningún valor de %3 entre %4 y %5.</translation>
    </message>
    <message>
        <source>there is text behind the end.</source>
        <translation>hay texto después del final.</translation>
    </message>
    <message>
        <source>the file ends too early.</source>
        <translation>el archivo termina demasiado pronto.</translation>
    </message>
    <message>
        <source>&apos;%1&apos; is not expected here.</source>
        <translation>no se espera «%1» aquí.</translation>
    </message>
    <message>
        <source>it is nested too deeply.</source>
        <translation>está anidado con demasiada profundidad.</translation>
    </message>
    <message>
        <source>the number is too large.</source>
        <translation>el número es demasiado grande.</translation>
    </message>
    <message>
        <source>a text isn&apos;t closed on its line.</source>
        <translation>un texto no se cierra en su línea.</translation>
    </message>
    <message>
        <source>a text has an unknown escape.</source>
        <translation>un texto contiene una secuencia de escape desconocida.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; stands twice in one object.</source>
        <translation>«%1» aparece dos veces en un objeto.</translation>
    </message>
    <message>
        <source>%1 is larger than 16 MB.</source>
        <translation>%1 supera los 16 MB.</translation>
    </message>
    <message>
        <source>%1 is not written in UTF-8.</source>
        <translation>%1 no está escrito en UTF-8.</translation>
    </message>
    <message>
        <source>a text in quotes is expected.</source>
        <translation>se espera un texto entre comillas.</translation>
    </message>
    <message>
        <source>a number is expected.</source>
        <translation>se espera un número.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; must be a text in quotes.</source>
        <translation>«%1» debe ser un texto entre comillas.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; must be a number.</source>
        <translation>«%1» debe ser un número.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; must be true or false.</source>
        <translation>«%1» debe ser true o false.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; must be a list.</source>
        <translation>«%1» debe ser una lista.</translation>
    </message>
    <message>
        <source>an object in braces is expected.</source>
        <translation>se espera un objeto entre llaves.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is not known here; known are: %2.</source>
        <translation>«%1» no se conoce aquí; se conocen: %2.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no name: a name has small letters, digits and _, and begins with a letter.</source>
        <translation>«%1» no es un nombre: un nombre consta de letras minúsculas, cifras y _, y empieza por una letra.</translation>
    </message>
    <message>
        <source>The name &quot;%1&quot; stands twice.</source>
        <translation>El nombre «%1» aparece dos veces.</translation>
    </message>
    <message>
        <source>&quot;outputs&quot; names nothing to compute.</source>
        <translation>«outputs» no indica nada que calcular.</translation>
    </message>
    <message>
        <source>A line is drawn for &quot;%1&quot;, which is no output.</source>
        <translation>Se indica un umbral para «%1», que no es un resultado.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no driver: only drivers can be correlated.</source>
        <translation>«%1» no es un factor: solo los factores pueden correlacionarse.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is constant: it can&apos;t be correlated.</source>
        <translation>«%1» es constante: no puede correlacionarse.</translation>
    </message>
    <message>
        <source>A correlation is given twice, or of a driver with itself.</source>
        <translation>Una correlación se indica dos veces o es de un factor consigo mismo.</translation>
    </message>
    <message>
        <source>A correlation lies between -1 and 1.</source>
        <translation>Una correlación está entre -1 y 1.</translation>
    </message>
    <message>
        <source>At most 200 drivers and 2,000 formulas are possible.</source>
        <translation>Se admiten como máximo 200 factores y 2000 fórmulas.</translation>
    </message>
    <message>
        <source>Worlds have exactly two axes.</source>
        <translation>Los mundos tienen exactamente dos ejes.</translation>
    </message>
    <message>
        <source>Two axes make four worlds: give four names.</source>
        <translation>Dos ejes forman cuatro mundos: dé cuatro nombres.</translation>
    </message>
    <message>
        <source>There is no distribution &quot;%1&quot;; there are constant, uniform, triangular, pert, normal, lognormal, empirical.</source>
        <translation>No existe la distribución «%1»; existen constant, uniform, triangular, pert, normal, lognormal, empirical.</translation>
    </message>
    <message>
        <source>&quot;between&quot; must name two drivers.</source>
        <translation>«between» debe indicar dos factores.</translation>
    </message>
    <message>
        <source>Give either &quot;rank&quot; or &quot;normal&quot;.</source>
        <translation>Indique «rank» o «normal», no ambos.</translation>
    </message>
    <message>
        <source>This is no scenario model: &quot;format&quot; must be &quot;consultantos-scenario&quot;.</source>
        <translation>Esto no es un modelo de escenarios: «format» debe ser «consultantos-scenario».</translation>
    </message>
    <message>
        <source>Between 1 and 10,000,000 draws are possible.</source>
        <translation>Se admiten entre 1 y 10.000.000 de simulaciones.</translation>
    </message>
    <message>
        <source>The simulation was cancelled.</source>
        <translation>Se ha cancelado la simulación.</translation>
    </message>
    <message>
        <source>%1 has no value in any draw.</source>
        <translation>%1 no tiene valor en ninguna simulación.</translation>
    </message>
    <message>
        <source>The model names no two axes for worlds.</source>
        <translation>El modelo no indica dos ejes para los mundos.</translation>
    </message>
    <message>
        <source>a formula has no finite value</source>
        <translation>una fórmula no tiene un valor finito</translation>
    </message>
    <message>
        <source>The model has no value in any draw: %1.</source>
        <translation>El modelo no tiene valor en ninguna simulación: %1.</translation>
    </message>
    <message>
        <source>Variance shares need 2 to 1,048,576 points and 2 to 1,000 replicates.</source>
        <translation>Las contribuciones a la varianza necesitan de 2 a 1.048.576 puntos y de 2 a 1000 repeticiones.</translation>
    </message>
    <message>
        <source>%1 has no value in some draws, so its variance has no shares.</source>
        <translation>%1 no tiene valor en algunas simulaciones, así que no hay contribuciones a su varianza.</translation>
    </message>
    <message>
        <source>%1 is the same in every draw: there is no variance to share.</source>
        <translation>%1 es igual en todas las simulaciones: no hay varianza que repartir.</translation>
    </message>
</context>
<context>
    <name>Sealed</name>
    <message>
        <source>The key %1 can&apos;t be read: %2</source>
        <translation>No se puede leer la clave %1: %2</translation>
    </message>
    <message>
        <source>%1 holds no Ed25519 key without a passphrase.</source>
        <translation>%1 no contiene una clave Ed25519 sin frase de contraseña.</translation>
    </message>
    <message>
        <source>Make one by: openssl genpkey -algorithm ed25519 -out key.pem</source>
        <translation>Genere una con: openssl genpkey -algorithm ed25519 -out key.pem</translation>
    </message>
    <message>
        <source>The report could not be signed.</source>
        <translation>No se ha podido firmar el informe.</translation>
    </message>
    <message>
        <source>The signature is not right.</source>
        <translation>La firma no es correcta.</translation>
    </message>
    <message>
        <source>The header can&apos;t be read.</source>
        <translation>No se puede leer el encabezado.</translation>
    </message>
    <message>
        <source>The line of the seal is not as it was.</source>
        <translation>La línea del sello ha sido alterada.</translation>
    </message>
    <message>
        <source>Something was added behind the seal.</source>
        <translation>Se ha añadido algo después del sello.</translation>
    </message>
    <message>
        <source>This is not a sealed report.</source>
        <translation>Esto no es un informe sellado.</translation>
    </message>
    <message>
        <source>Sealed reports are written by --format sealed.</source>
        <translation>Los informes sellados se escriben con --format sealed.</translation>
    </message>
    <message>
        <source>A later version of the program sealed this report.</source>
        <translation>Este informe se selló con una versión más reciente del programa.</translation>
    </message>
    <message>
        <source>Install the newest version to read it.</source>
        <translation>Instale la versión más reciente para leerlo.</translation>
    </message>
    <message>
        <source>The header is not as it was.</source>
        <translation>El encabezado ha sido alterado.</translation>
    </message>
    <message>
        <source>The file ends within %1.</source>
        <translation>El archivo se interrumpe dentro de %1.</translation>
    </message>
    <message>
        <source>%1 is not as it was.</source>
        <translation>%1 ha sido alterado.</translation>
    </message>
    <message>
        <source>The report&apos;s resources can&apos;t be put into %1.</source>
        <translation>No se pueden guardar los recursos del informe en %1.</translation>
    </message>
    <message>
        <source>Make room in the folder for temporary files.</source>
        <translation>Libere espacio en la carpeta de archivos temporales.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no name of a resource.</source>
        <translation>«%1» no es el nombre de un recurso.</translation>
    </message>
    <message>
        <source>The report can&apos;t be rebuilt from its evidence; it was not sealed.</source>
        <translation>El informe no se puede reconstruir a partir de su evidencia; no se ha sellado.</translation>
    </message>
    <message>
        <source>Facts or documents may have changed meanwhile: analyse again.</source>
        <translation>Puede que los datos o documentos hayan cambiado entretanto: analice de nuevo.</translation>
    </message>
    <message>
        <source>It was sealed by version %1, and this is %2.</source>
        <translation>Se selló con la versión %1, y esta es la %2.</translation>
    </message>
    <message>
        <source>Its sections can&apos;t be read: another build of this version sealed it.</source>
        <translation>No se pueden leer sus secciones: lo selló otra compilación de esta versión.</translation>
    </message>
</context>
<context>
    <name>Secrets</name>
    <message>
        <source>Keys of the environment can&apos;t be changed by the program.</source>
        <translation>El programa no puede cambiar las claves del entorno.</translation>
    </message>
    <message>
        <source>Set or unset %1 where the program is started.</source>
        <translation>Defina o elimine %1 donde se inicia el programa.</translation>
    </message>
    <message>
        <source>The key %1 can&apos;t be kept or read: no keyring service answers.</source>
        <translation>La clave %1 no se puede guardar ni leer: no responde ningún servicio de llavero.</translation>
    </message>
    <message>
        <source>Start and unlock the keyring, or set %1 in the environment. Keys are never written to a file.</source>
        <translation>Inicie y desbloquee el llavero o defina %1 en el entorno. Las claves no se escriben nunca en un archivo.</translation>
    </message>
    <message>
        <source>The keyring refuses the key %1.</source>
        <translation>El llavero rechaza la clave %1.</translation>
    </message>
    <message>
        <source>Unlock the keyring and try again, or set %1 in the environment.</source>
        <translation>Desbloquee el llavero e inténtelo de nuevo, o defina %1 en el entorno.</translation>
    </message>
    <message>
        <source>The keyring did not answer; the key %1 was not used.</source>
        <translation>El llavero no ha respondido; no se ha usado la clave %1.</translation>
    </message>
    <message>
        <source>Unlock the keyring and try again.</source>
        <translation>Desbloquee el llavero e inténtelo de nuevo.</translation>
    </message>
</context>
<context>
    <name>SemanticMatcher</name>
    <message>
        <source>a prompt without words to go by</source>
        <translation>una consulta sin palabras útiles</translation>
    </message>
    <message>
        <source>similarity below %1</source>
        <translation>similitud inferior a %1</translation>
    </message>
    <message>
        <source>same meaning</source>
        <translation>mismo significado</translation>
    </message>
</context>
<context>
    <name>SemanticWords</name>
    <message>
        <source>%1 has no weights.</source>
        <translation>%1 no contiene pesos.</translation>
    </message>
    <message>
        <source>%1 has no fillers or no negations.</source>
        <translation>%1 no contiene palabras de relleno o no contiene negaciones.</translation>
    </message>
    <message>
        <source>%1 has a rewrite that is no pair.</source>
        <translation>%1 contiene una sustitución que no es un par.</translation>
    </message>
</context>
<context>
    <name>Server</name>
    <message>
        <source>This server has another name.</source>
        <translation>Este servidor tiene otro nombre.</translation>
    </message>
    <message>
        <source>Pages of other sites may not ask here.</source>
        <translation>Las páginas de otros sitios no pueden hacer peticiones aquí.</translation>
    </message>
    <message>
        <source>A bearer token is needed.</source>
        <translation>Se necesita un token de portador.</translation>
    </message>
    <message>
        <source>The bearer token is not one of this server&apos;s.</source>
        <translation>El token de portador no pertenece a este servidor.</translation>
    </message>
    <message>
        <source>Too many requests with this token.</source>
        <translation>Demasiadas peticiones con este token.</translation>
    </message>
    <message>
        <source>The token doesn&apos;t allow this.</source>
        <translation>El token no permite esto.</translation>
    </message>
    <message>
        <source>The API&apos;s token can&apos;t be written to %1: %2</source>
        <translation>No se puede escribir el token de la API en %1: %2</translation>
    </message>
    <message>
        <source>Give the program a data folder that it can write to.</source>
        <translation>Proporcione al programa una carpeta de datos en la que pueda escribir.</translation>
    </message>
    <message>
        <source>%1 holds an entry that can&apos;t be used; the server didn&apos;t start.</source>
        <translation>%1 contiene una entrada que no se puede usar; el servidor no se ha iniciado.</translation>
    </message>
    <message>
        <source>Each needs a name, sha256 in hexadecimal, and scopes among read, run, admin.</source>
        <translation>Cada uno necesita name, sha256 en hexadecimal y scopes entre read, run, admin.</translation>
    </message>
    <message>
        <source>%1 is reached from other machines, and there is no TLS; the server did not start.</source>
        <translation>%1 es accesible desde otros ordenadores y no hay TLS; el servidor no se ha iniciado.</translation>
    </message>
    <message>
        <source>Give --tls-cert and --tls-key, or --insecure behind a proxy.</source>
        <translation>Indique --tls-cert y --tls-key, o --insecure detrás de un proxy.</translation>
    </message>
    <message>
        <source>Anonymous callers are allowed on this machine alone; the server did not start.</source>
        <translation>Los clientes anónimos solo se permiten en este ordenador; el servidor no se ha iniciado.</translation>
    </message>
    <message>
        <source>Leave --allow-anonymous out, or listen on 127.0.0.1.</source>
        <translation>Omita --allow-anonymous o escuche en 127.0.0.1.</translation>
    </message>
    <message>
        <source>Another server works on these stores; this one did not start.</source>
        <translation>Otro servidor trabaja con estos almacenes; este no se ha iniciado.</translation>
    </message>
    <message>
        <source>End it, or give this one a data folder or engagement of its own.</source>
        <translation>Ciérrelo o asigne a este una carpeta de datos o un proyecto propios.</translation>
    </message>
    <message>
        <source>The body must not be compressed.</source>
        <translation>El cuerpo no debe estar comprimido.</translation>
    </message>
    <message>
        <source>The body must be application/json.</source>
        <translation>El cuerpo debe ser application/json.</translation>
    </message>
    <message>
        <source>There is nothing at this path.</source>
        <translation>No hay nada en esta ruta.</translation>
    </message>
    <message>
        <source>This path has other methods.</source>
        <translation>Esta ruta admite otros métodos HTTP.</translation>
    </message>
    <message>
        <source>The server could not do this; its log says why.</source>
        <translation>El servidor no ha podido hacerlo; su registro indica el motivo.</translation>
    </message>
    <message>
        <source>The server can&apos;t listen on %1, port %2: %3</source>
        <translation>El servidor no puede escuchar en %1, puerto %2: %3</translation>
    </message>
    <message>
        <source>Choose another port, or end the program that uses this one.</source>
        <translation>Elija otro puerto o cierre el programa que usa este.</translation>
    </message>
    <message>
        <source>The file %1 can&apos;t be used for TLS: %2</source>
        <translation>No se puede usar el archivo %1 para TLS: %2</translation>
    </message>
    <message>
        <source>Give a certificate and its key as PEM, the key without a passphrase.</source>
        <translation>Proporcione un certificado y su clave como PEM, la clave sin frase de contraseña.</translation>
    </message>
    <message>
        <source>%1 is not an address to listen on.</source>
        <translation>%1 no es una dirección en la que se pueda escuchar.</translation>
    </message>
    <message>
        <source>Use 127.0.0.1 for this machine alone, 0.0.0.0 for all.</source>
        <translation>Use 127.0.0.1 solo para este ordenador, 0.0.0.0 para todos.</translation>
    </message>
    <message>
        <source>Too many analyses are waiting; this one was not taken.</source>
        <translation>Hay demasiados análisis en espera; este no se ha admitido.</translation>
    </message>
    <message>
        <source>Ask again later.</source>
        <translation>Solicítelo de nuevo más tarde.</translation>
    </message>
    <message>
        <source>Cancelled.</source>
        <translation>Cancelado.</translation>
    </message>
    <message>
        <source>The server stops.</source>
        <translation>El servidor se está deteniendo.</translation>
    </message>
    <message>
        <source>The field %1 must be %2.</source>
        <translation>El campo %1 debe ser %2.</translation>
    </message>
    <message>
        <source>a text</source>
        <translation>un texto</translation>
    </message>
    <message>
        <source>a list of names</source>
        <translation>una lista de nombres</translation>
    </message>
    <message>
        <source>a number</source>
        <translation>un número</translation>
    </message>
    <message>
        <source>a whole number from 0 to %1</source>
        <translation>un número entero de 0 a %1</translation>
    </message>
    <message>
        <source>The idempotency key is longer than %1.</source>
        <translation>La clave de idempotencia es más larga que %1.</translation>
    </message>
    <message>
        <source>The query must have 1 to %1 characters.</source>
        <translation>La pregunta debe tener de 1 a %1 caracteres.</translation>
    </message>
    <message>
        <source>The description of the API is not installed.</source>
        <translation>La descripción de la API no está instalada.</translation>
    </message>
    <message>
        <source>a list of objects with values and, as long as these or left out, periods</source>
        <translation>una lista de objetos con values y, de igual longitud u omitido, periods</translation>
    </message>
    <message>
        <source>a list of texts and numbers</source>
        <translation>una lista de textos y números</translation>
    </message>
    <message>
        <source>a whole number from 1 to %1</source>
        <translation>un número entero de 1 a %1</translation>
    </message>
    <message>
        <source>a number up to %1</source>
        <translation>un número de hasta %1</translation>
    </message>
    <message>
        <source>The parameter company is missing.</source>
        <translation>Falta el parámetro company.</translation>
    </message>
    <message>
        <source>This job is another user&apos;s.</source>
        <translation>Este trabajo es de otro usuario.</translation>
    </message>
    <message>
        <source>a whole number</source>
        <translation>un número entero</translation>
    </message>
    <message>
        <source>true or false</source>
        <translation>true o false</translation>
    </message>
    <message>
        <source>a list of texts</source>
        <translation>una lista de textos</translation>
    </message>
    <message>
        <source>a list of {figure, value}</source>
        <translation>una lista de {figure, value}</translation>
    </message>
    <message>
        <source>an object</source>
        <translation>un objeto</translation>
    </message>
    <message>
        <source>There is no field %1.</source>
        <translation>No existe el campo %1.</translation>
    </message>
    <message>
        <source>A schedule has either cron or every.</source>
        <translation>Una programación tiene cron o every, no ambos.</translation>
    </message>
    <message>
        <source>There are no monitors here.</source>
        <translation>Aquí no hay seguimientos.</translation>
    </message>
    <message>
        <source>A monitor keeps its company; add another one.</source>
        <translation>Un seguimiento conserva su empresa; añada otro.</translation>
    </message>
    <message>
        <source>a time of ISO 8601</source>
        <translation>una hora según ISO 8601</translation>
    </message>
    <message>
        <source>This report was removed.</source>
        <translation>Este informe se ha eliminado.</translation>
    </message>
    <message>
        <source>The body is no JSON: %1, at byte %2.</source>
        <translation>El cuerpo no es JSON: %1, en el byte %2.</translation>
    </message>
    <message>
        <source>The body must be one JSON object.</source>
        <translation>El cuerpo debe ser un único objeto JSON.</translation>
    </message>
    <message>
        <source>%1 must be a whole number from %2 to %3.</source>
        <translation>%1 debe ser un número entero de %2 a %3.</translation>
    </message>
    <message>
        <source>A page is asked for by cursor or by offset, not by both.</source>
        <translation>Una página se solicita por cursor o por offset, no por ambos.</translation>
    </message>
    <message>
        <source>This idempotency key was used with another request.</source>
        <translation>Esta clave de idempotencia ya se usó con otra petición.</translation>
    </message>
    <message>
        <source>Use a new key for a new request.</source>
        <translation>Use una clave nueva para una petición nueva.</translation>
    </message>
    <message>
        <source>an object of numbers: impact, feasibility, risk, time</source>
        <translation>un objeto de números: impact, feasibility, risk, time</translation>
    </message>
    <message>
        <source>A user acts in his own name; leave %1 out.</source>
        <translation>Un usuario actúa en su propio nombre; omita %1.</translation>
    </message>
    <message>
        <source>Say either figure or framework.</source>
        <translation>Indique o bien figure o bien framework.</translation>
    </message>
    <message>
        <source>No report of these companies has the framework.</source>
        <translation>Ningún informe de estas empresas tiene el método.</translation>
    </message>
    <message>
        <source>The report has no review any more.</source>
        <translation>El informe ya no tiene revisión.</translation>
    </message>
</context>
<context>
    <name>SettingSections</name>
    <message>
        <source>General</source>
        <translation>General</translation>
    </message>
    <message>
        <source>Analysis</source>
        <translation>Análisis</translation>
    </message>
    <message>
        <source>Language model</source>
        <translation>Modelo de lenguaje</translation>
    </message>
    <message>
        <source>Who helps with the wording, if anybody. Figures are always computed by the built-in engine, and what a model says of them is checked.</source>
        <translation>Quién ayuda con la redacción, si es que ayuda alguien. Las cifras las calcula siempre el motor integrado, y lo que un modelo dice de ellas se comprueba.</translation>
    </message>
    <message>
        <source>Cache</source>
        <translation>Caché</translation>
    </message>
    <message>
        <source>What was computed is kept for a while: in memory, on a Redis server if you name one, and on disk. Changes here hold from the next start.</source>
        <translation>Lo calculado se conserva durante un tiempo: en memoria, en un servidor Redis si indica alguno y en disco. Los cambios que haga aquí se aplican a partir del próximo inicio.</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>Datos</translation>
    </message>
    <message>
        <source>Where your work is kept, backups of it, and how long it stays. A backup holds everything but keys and the cache, of all engagements.</source>
        <translation>Dónde se guarda su trabajo, sus copias de seguridad y cuánto tiempo se conserva. Una copia de seguridad contiene todo lo de todos los proyectos, salvo las claves y la caché.</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>Red</translation>
    </message>
    <message>
        <source>How this program reaches the network, if at all. What it asks there is chosen under Sources.</source>
        <translation>Cómo accede este programa a la red, si es que accede. Lo que consulta en ella se elige en Fuentes.</translation>
    </message>
    <message>
        <source>Alerts</source>
        <translation>Alertas</translation>
    </message>
    <message>
        <source>How monitors send what they find. To whom is said in each monitor; what could not be sent is kept and tried again.</source>
        <translation>Cómo envían los seguimientos lo que encuentran. A quién se indica en cada seguimiento; lo que no se ha podido enviar se conserva y se vuelve a intentar.</translation>
    </message>
    <message>
        <source>HTTP API</source>
        <translation>API HTTP</translation>
    </message>
    <message>
        <source>Other programs of this computer can order analyses, read reports and ask questions, with the token of your data folder. Other computers can&apos;t: for them there is the command serve.</source>
        <translation>Otros programas de este ordenador pueden encargar análisis, leer informes y hacer preguntas con el token de su carpeta de datos. Otros ordenadores no pueden: para ellos está la orden serve.</translation>
    </message>
    <message>
        <source>Sources</source>
        <translation>Fuentes</translation>
    </message>
    <message>
        <source>Where analyses may look beyond your documents, which are never sent. Each source is off until you switch it on; all that is sent is written down.</source>
        <translation>Dónde pueden buscar los análisis más allá de sus documentos, que nunca se envían. Cada fuente está desactivada hasta que usted la activa; todo lo enviado queda registrado.</translation>
    </message>
</context>
<context>
    <name>ShownName</name>
    <message>
        <source>Revenue growth</source>
        <translation>Crecimiento de los ingresos</translation>
    </message>
    <message>
        <source>Growth of operating income</source>
        <translation>Crecimiento del resultado operativo</translation>
    </message>
    <message>
        <source>Growth of net income</source>
        <translation>Crecimiento del beneficio neto</translation>
    </message>
    <message>
        <source>Revenue growth a year over three years</source>
        <translation>Crecimiento anual de los ingresos en tres años</translation>
    </message>
    <message>
        <source>Revenue growth a year over five years</source>
        <translation>Crecimiento anual de los ingresos en cinco años</translation>
    </message>
    <message>
        <source>Gross margin</source>
        <translation>Margen bruto</translation>
    </message>
    <message>
        <source>Operating margin</source>
        <translation>Margen operativo</translation>
    </message>
    <message>
        <source>EBITDA</source>
        <translation>EBITDA</translation>
    </message>
    <message>
        <source>EBITDA margin</source>
        <translation>Margen de EBITDA</translation>
    </message>
    <message>
        <source>Net margin</source>
        <translation>Margen neto</translation>
    </message>
    <message>
        <source>Cost of revenue to revenue</source>
        <translation>Coste de las ventas sobre ingresos</translation>
    </message>
    <message>
        <source>Research and development to revenue</source>
        <translation>Investigación y desarrollo sobre ingresos</translation>
    </message>
    <message>
        <source>Selling, general and administrative to revenue</source>
        <translation>Gastos comerciales y administrativos sobre ingresos</translation>
    </message>
    <message>
        <source>Advertising to revenue</source>
        <translation>Publicidad sobre ingresos</translation>
    </message>
    <message>
        <source>Depreciation and amortisation to revenue</source>
        <translation>Amortizaciones sobre ingresos</translation>
    </message>
    <message>
        <source>Effective tax rate</source>
        <translation>Tipo impositivo efectivo</translation>
    </message>
    <message>
        <source>Net interest income to average assets</source>
        <translation>Margen de intereses sobre activo medio</translation>
    </message>
    <message>
        <source>Noninterest expense to income</source>
        <translation>Gastos no financieros sobre ingresos</translation>
    </message>
    <message>
        <source>Noninterest income to income</source>
        <translation>Ingresos no financieros sobre ingresos</translation>
    </message>
    <message>
        <source>Provision for credit losses to income</source>
        <translation>Dotaciones por pérdidas crediticias sobre ingresos</translation>
    </message>
    <message>
        <source>Claims to premiums earned</source>
        <translation>Siniestros sobre primas devengadas</translation>
    </message>
    <message>
        <source>Other costs to premiums earned</source>
        <translation>Otros costes sobre primas devengadas</translation>
    </message>
    <message>
        <source>All costs to premiums earned</source>
        <translation>Total de costes sobre primas devengadas</translation>
    </message>
    <message>
        <source>Return on equity</source>
        <translation>Rentabilidad del patrimonio neto</translation>
    </message>
    <message>
        <source>Return on assets</source>
        <translation>Rentabilidad del activo</translation>
    </message>
    <message>
        <source>Total debt</source>
        <translation>Deuda financiera total</translation>
    </message>
    <message>
        <source>Invested capital</source>
        <translation>Capital invertido</translation>
    </message>
    <message>
        <source>Operating income after tax</source>
        <translation>Resultado operativo después de impuestos</translation>
    </message>
    <message>
        <source>Return on invested capital</source>
        <translation>Rentabilidad del capital invertido</translation>
    </message>
    <message>
        <source>Asset turnover</source>
        <translation>Rotación del activo</translation>
    </message>
    <message>
        <source>Equity multiplier</source>
        <translation>Multiplicador del patrimonio neto</translation>
    </message>
    <message>
        <source>Return on equity, DuPont in three steps</source>
        <translation>Rentabilidad del patrimonio neto, DuPont en tres pasos</translation>
    </message>
    <message>
        <source>Tax burden</source>
        <translation>Carga fiscal</translation>
    </message>
    <message>
        <source>Interest burden</source>
        <translation>Carga de intereses</translation>
    </message>
    <message>
        <source>Return on equity, DuPont in five steps</source>
        <translation>Rentabilidad del patrimonio neto, DuPont en cinco pasos</translation>
    </message>
    <message>
        <source>Current ratio</source>
        <translation>Ratio de liquidez corriente</translation>
    </message>
    <message>
        <source>Quick ratio</source>
        <translation>Ratio de liquidez inmediata</translation>
    </message>
    <message>
        <source>Cash ratio</source>
        <translation>Ratio de tesorería</translation>
    </message>
    <message>
        <source>Debt to equity</source>
        <translation>Deuda sobre patrimonio neto</translation>
    </message>
    <message>
        <source>Debt to assets</source>
        <translation>Deuda sobre activo</translation>
    </message>
    <message>
        <source>Net debt</source>
        <translation>Deuda neta</translation>
    </message>
    <message>
        <source>Net debt to EBITDA</source>
        <translation>Deuda neta sobre EBITDA</translation>
    </message>
    <message>
        <source>Interest coverage</source>
        <translation>Cobertura de intereses</translation>
    </message>
    <message>
        <source>Equity to total assets</source>
        <translation>Patrimonio neto sobre activo total</translation>
    </message>
    <message>
        <source>Loans to deposits</source>
        <translation>Préstamos sobre depósitos</translation>
    </message>
    <message>
        <source>Equity to all assets</source>
        <translation>Patrimonio neto sobre todo el activo</translation>
    </message>
    <message>
        <source>Premiums earned to equity</source>
        <translation>Primas devengadas sobre patrimonio neto</translation>
    </message>
    <message>
        <source>Property, plant and equipment to assets</source>
        <translation>Inmovilizado material sobre activo</translation>
    </message>
    <message>
        <source>Intangibles and goodwill to assets</source>
        <translation>Intangibles y fondo de comercio sobre activo</translation>
    </message>
    <message>
        <source>Working capital</source>
        <translation>Capital circulante</translation>
    </message>
    <message>
        <source>Days sales outstanding</source>
        <translation>Periodo medio de cobro</translation>
    </message>
    <message>
        <source>Days of inventory</source>
        <translation>Periodo medio de existencias</translation>
    </message>
    <message>
        <source>Days payable</source>
        <translation>Periodo medio de pago</translation>
    </message>
    <message>
        <source>Cash conversion cycle</source>
        <translation>Ciclo de conversión de efectivo</translation>
    </message>
    <message>
        <source>Deferred revenue to revenue</source>
        <translation>Ingresos diferidos sobre ingresos</translation>
    </message>
    <message>
        <source>Free cash flow</source>
        <translation>Flujo de caja libre</translation>
    </message>
    <message>
        <source>Free cash flow to revenue</source>
        <translation>Flujo de caja libre sobre ingresos</translation>
    </message>
    <message>
        <source>Cash conversion</source>
        <translation>Conversión en efectivo</translation>
    </message>
    <message>
        <source>Capital expenditure to revenue</source>
        <translation>Inversiones sobre ingresos</translation>
    </message>
    <message>
        <source>Capital expenditure to depreciation</source>
        <translation>Inversiones sobre amortizaciones</translation>
    </message>
    <message>
        <source>Payout ratio</source>
        <translation>Ratio de reparto</translation>
    </message>
    <message>
        <source>Earnings before interest and tax</source>
        <translation>Resultado antes de intereses e impuestos</translation>
    </message>
    <message>
        <source>Altman Z-score</source>
        <translation>Puntuación Z de Altman</translation>
    </message>
    <message>
        <source>Altman Z&apos;-score</source>
        <translation>Puntuación Z&apos; de Altman</translation>
    </message>
    <message>
        <source>Altman Z&apos;&apos;-score</source>
        <translation>Puntuación Z&apos;&apos; de Altman</translation>
    </message>
    <message>
        <source>Return on opening assets</source>
        <translation>Rentabilidad del activo inicial</translation>
    </message>
    <message>
        <source>Operating cash flow to opening assets</source>
        <translation>Flujo de caja operativo sobre activo inicial</translation>
    </message>
    <message>
        <source>Turnover of opening assets</source>
        <translation>Rotación del activo inicial</translation>
    </message>
    <message>
        <source>Long-term debt to average assets</source>
        <translation>Deuda a largo plazo sobre activo medio</translation>
    </message>
    <message>
        <source>Piotroski F-score</source>
        <translation>Puntuación F de Piotroski</translation>
    </message>
    <message>
        <source>Beneish: days sales in receivables index</source>
        <translation>Beneish: índice del periodo de cobro</translation>
    </message>
    <message>
        <source>Beneish: gross margin index</source>
        <translation>Beneish: índice de margen bruto</translation>
    </message>
    <message>
        <source>Beneish: asset quality index</source>
        <translation>Beneish: índice de calidad del activo</translation>
    </message>
    <message>
        <source>Beneish: sales growth index</source>
        <translation>Beneish: índice de crecimiento de las ventas</translation>
    </message>
    <message>
        <source>Beneish: depreciation index</source>
        <translation>Beneish: índice de amortización</translation>
    </message>
    <message>
        <source>Beneish: overhead index</source>
        <translation>Beneish: índice de gastos generales</translation>
    </message>
    <message>
        <source>Beneish: leverage index</source>
        <translation>Beneish: índice de endeudamiento</translation>
    </message>
    <message>
        <source>Beneish: accruals to assets</source>
        <translation>Beneish: periodificaciones sobre activo</translation>
    </message>
    <message>
        <source>Beneish M-score</source>
        <translation>Puntuación M de Beneish</translation>
    </message>
    <message>
        <source>Retention ratio</source>
        <translation>Ratio de retención</translation>
    </message>
    <message>
        <source>Fixed asset turnover</source>
        <translation>Rotación del inmovilizado</translation>
    </message>
    <message>
        <source>Inventory turnover</source>
        <translation>Rotación de existencias</translation>
    </message>
    <message>
        <source>Receivables turnover</source>
        <translation>Rotación de cuentas por cobrar</translation>
    </message>
    <message>
        <source>Payables turnover</source>
        <translation>Rotación de cuentas por pagar</translation>
    </message>
    <message>
        <source>Working capital turnover</source>
        <translation>Rotación del capital circulante</translation>
    </message>
    <message>
        <source>Operating cash flow ratio</source>
        <translation>Ratio de flujo de caja operativo</translation>
    </message>
    <message>
        <source>Operating cash flow to revenue</source>
        <translation>Flujo de caja operativo sobre ingresos</translation>
    </message>
    <message>
        <source>Pre-tax margin</source>
        <translation>Margen antes de impuestos</translation>
    </message>
    <message>
        <source>Liabilities to assets</source>
        <translation>Pasivo sobre activo</translation>
    </message>
    <message>
        <source>Liabilities to equity</source>
        <translation>Pasivo sobre patrimonio neto</translation>
    </message>
    <message>
        <source>Equity to assets</source>
        <translation>Patrimonio neto sobre activo</translation>
    </message>
    <message>
        <source>Long-term debt to equity</source>
        <translation>Deuda a largo plazo sobre patrimonio neto</translation>
    </message>
    <message>
        <source>Debt to EBITDA</source>
        <translation>Deuda sobre EBITDA</translation>
    </message>
    <message>
        <source>Return on capital employed</source>
        <translation>Rentabilidad del capital empleado</translation>
    </message>
    <message>
        <source>Revenue</source>
        <translation>Ingresos</translation>
    </message>
    <message>
        <source>Net interest income</source>
        <translation>Margen de intereses</translation>
    </message>
    <message>
        <source>Noninterest income</source>
        <translation>Ingresos no financieros</translation>
    </message>
    <message>
        <source>Noninterest expense</source>
        <translation>Gastos no financieros</translation>
    </message>
    <message>
        <source>Provision for credit losses</source>
        <translation>Dotaciones por pérdidas crediticias</translation>
    </message>
    <message>
        <source>Premiums earned</source>
        <translation>Primas devengadas</translation>
    </message>
    <message>
        <source>Benefits and claims incurred</source>
        <translation>Prestaciones y siniestros</translation>
    </message>
    <message>
        <source>Cost of revenue</source>
        <translation>Coste de las ventas</translation>
    </message>
    <message>
        <source>Gross profit</source>
        <translation>Beneficio bruto</translation>
    </message>
    <message>
        <source>Research and development</source>
        <translation>Investigación y desarrollo</translation>
    </message>
    <message>
        <source>Selling and marketing</source>
        <translation>Ventas y marketing</translation>
    </message>
    <message>
        <source>General and administrative</source>
        <translation>Gastos generales y administrativos</translation>
    </message>
    <message>
        <source>Selling, general and administrative</source>
        <translation>Gastos comerciales y administrativos</translation>
    </message>
    <message>
        <source>Advertising</source>
        <translation>Publicidad</translation>
    </message>
    <message>
        <source>Operating income</source>
        <translation>Resultado operativo</translation>
    </message>
    <message>
        <source>Interest expense</source>
        <translation>Gastos por intereses</translation>
    </message>
    <message>
        <source>Income before tax</source>
        <translation>Resultado antes de impuestos</translation>
    </message>
    <message>
        <source>Income tax</source>
        <translation>Impuesto sobre beneficios</translation>
    </message>
    <message>
        <source>Profit including minorities</source>
        <translation>Resultado con minoritarios</translation>
    </message>
    <message>
        <source>Profit of minorities</source>
        <translation>Resultado de los minoritarios</translation>
    </message>
    <message>
        <source>Net income attributable to shareholders</source>
        <translation>Beneficio neto atribuible a los accionistas</translation>
    </message>
    <message>
        <source>Earnings per share, diluted</source>
        <translation>Beneficio por acción, diluido</translation>
    </message>
    <message>
        <source>Weighted average shares, basic</source>
        <translation>Promedio ponderado de acciones, básico</translation>
    </message>
    <message>
        <source>Weighted average shares, diluted</source>
        <translation>Promedio ponderado de acciones, diluido</translation>
    </message>
    <message>
        <source>Cash and equivalents</source>
        <translation>Efectivo y equivalentes</translation>
    </message>
    <message>
        <source>Short-term investments</source>
        <translation>Inversiones a corto plazo</translation>
    </message>
    <message>
        <source>Receivables</source>
        <translation>Cuentas por cobrar</translation>
    </message>
    <message>
        <source>Inventory</source>
        <translation>Existencias</translation>
    </message>
    <message>
        <source>Current assets</source>
        <translation>Activo corriente</translation>
    </message>
    <message>
        <source>Property, plant and equipment</source>
        <translation>Inmovilizado material</translation>
    </message>
    <message>
        <source>Goodwill</source>
        <translation>Fondo de comercio</translation>
    </message>
    <message>
        <source>Intangible assets without goodwill</source>
        <translation>Activos intangibles sin fondo de comercio</translation>
    </message>
    <message>
        <source>Total assets</source>
        <translation>Activo total</translation>
    </message>
    <message>
        <source>Accounts payable</source>
        <translation>Cuentas por pagar</translation>
    </message>
    <message>
        <source>Loans</source>
        <translation>Préstamos</translation>
    </message>
    <message>
        <source>Deposits</source>
        <translation>Depósitos</translation>
    </message>
    <message>
        <source>Deferred revenue, current</source>
        <translation>Ingresos diferidos, corrientes</translation>
    </message>
    <message>
        <source>Deferred revenue, non-current</source>
        <translation>Ingresos diferidos, no corrientes</translation>
    </message>
    <message>
        <source>Deferred revenue</source>
        <translation>Ingresos diferidos</translation>
    </message>
    <message>
        <source>Commercial paper</source>
        <translation>Pagarés de empresa</translation>
    </message>
    <message>
        <source>Long-term debt due within a year</source>
        <translation>Deuda a largo plazo con vencimiento en un año</translation>
    </message>
    <message>
        <source>Debt due within a year</source>
        <translation>Deuda con vencimiento en un año</translation>
    </message>
    <message>
        <source>Short-term borrowings</source>
        <translation>Préstamos a corto plazo</translation>
    </message>
    <message>
        <source>Current liabilities</source>
        <translation>Pasivo corriente</translation>
    </message>
    <message>
        <source>Long-term debt with what is due within a year</source>
        <translation>Deuda a largo plazo, incluida la que vence en un año</translation>
    </message>
    <message>
        <source>Long-term debt</source>
        <translation>Deuda a largo plazo</translation>
    </message>
    <message>
        <source>Liabilities and equity</source>
        <translation>Pasivo y patrimonio neto</translation>
    </message>
    <message>
        <source>Redeemable interests outside equity</source>
        <translation>Participaciones rescatables fuera del patrimonio neto</translation>
    </message>
    <message>
        <source>Total liabilities</source>
        <translation>Pasivo total</translation>
    </message>
    <message>
        <source>Retained earnings</source>
        <translation>Ganancias acumuladas</translation>
    </message>
    <message>
        <source>Minority interest</source>
        <translation>Intereses minoritarios</translation>
    </message>
    <message>
        <source>Shareholders&apos; equity</source>
        <translation>Patrimonio neto de los accionistas</translation>
    </message>
    <message>
        <source>Equity including minorities</source>
        <translation>Patrimonio neto con minoritarios</translation>
    </message>
    <message>
        <source>Cash flow from operations</source>
        <translation>Flujo de caja de las operaciones</translation>
    </message>
    <message>
        <source>Depreciation</source>
        <translation>Amortización del inmovilizado material</translation>
    </message>
    <message>
        <source>Amortisation of intangibles</source>
        <translation>Amortización de intangibles</translation>
    </message>
    <message>
        <source>Depreciation and amortisation</source>
        <translation>Amortizaciones</translation>
    </message>
    <message>
        <source>Capital expenditure</source>
        <translation>Inversiones</translation>
    </message>
    <message>
        <source>Cash flow from investing</source>
        <translation>Flujo de caja de inversión</translation>
    </message>
    <message>
        <source>Dividends paid</source>
        <translation>Dividendos pagados</translation>
    </message>
    <message>
        <source>Share repurchases</source>
        <translation>Recompras de acciones</translation>
    </message>
    <message>
        <source>Cash flow from financing</source>
        <translation>Flujo de caja de financiación</translation>
    </message>
    <message>
        <source>Effect of exchange rates on cash</source>
        <translation>Efecto del tipo de cambio en el efectivo</translation>
    </message>
    <message>
        <source>Cash flow of discontinued operations</source>
        <translation>Flujo de caja de operaciones interrumpidas</translation>
    </message>
    <message>
        <source>Net change in cash</source>
        <translation>Variación neta del efectivo</translation>
    </message>
    <message>
        <source>Earnings per share, basic</source>
        <translation>Beneficio por acción, básico</translation>
    </message>
    <message>
        <source>Dividends per share</source>
        <translation>Dividendo por acción</translation>
    </message>
    <message>
        <source>Operating expenses</source>
        <translation>Gastos de explotación</translation>
    </message>
    <message>
        <source>Total costs and expenses</source>
        <translation>Total de costes y gastos</translation>
    </message>
    <message>
        <source>Share-based compensation</source>
        <translation>Retribución en acciones</translation>
    </message>
    <message>
        <source>Restructuring costs</source>
        <translation>Costes de reestructuración</translation>
    </message>
    <message>
        <source>Impairment of goodwill</source>
        <translation>Deterioro del fondo de comercio</translation>
    </message>
    <message>
        <source>Impairment of assets</source>
        <translation>Deterioro de activos</translation>
    </message>
    <message>
        <source>Interest income</source>
        <translation>Ingresos por intereses</translation>
    </message>
    <message>
        <source>Other income and expense</source>
        <translation>Otros ingresos y gastos</translation>
    </message>
    <message>
        <source>Comprehensive income</source>
        <translation>Resultado global</translation>
    </message>
    <message>
        <source>Interest paid</source>
        <translation>Intereses pagados</translation>
    </message>
    <message>
        <source>Income taxes paid</source>
        <translation>Impuestos sobre beneficios pagados</translation>
    </message>
    <message>
        <source>Acquisitions, net of cash acquired</source>
        <translation>Adquisiciones, netas del efectivo adquirido</translation>
    </message>
    <message>
        <source>Proceeds from debt</source>
        <translation>Emisión de deuda</translation>
    </message>
    <message>
        <source>Repayments of debt</source>
        <translation>Amortización de deuda</translation>
    </message>
    <message>
        <source>Prepaid expenses and other current assets</source>
        <translation>Gastos anticipados y otros activos corrientes</translation>
    </message>
    <message>
        <source>Other current assets</source>
        <translation>Otros activos corrientes</translation>
    </message>
    <message>
        <source>Other assets, non-current</source>
        <translation>Otros activos, no corrientes</translation>
    </message>
    <message>
        <source>Long-term investments</source>
        <translation>Inversiones a largo plazo</translation>
    </message>
    <message>
        <source>Non-current assets</source>
        <translation>Activo no corriente</translation>
    </message>
    <message>
        <source>Accrued liabilities</source>
        <translation>Pasivos devengados</translation>
    </message>
    <message>
        <source>Accrued compensation</source>
        <translation>Retribuciones devengadas</translation>
    </message>
    <message>
        <source>Income taxes payable</source>
        <translation>Impuestos sobre beneficios por pagar</translation>
    </message>
    <message>
        <source>Other current liabilities</source>
        <translation>Otros pasivos corrientes</translation>
    </message>
    <message>
        <source>Other liabilities, non-current</source>
        <translation>Otros pasivos, no corrientes</translation>
    </message>
    <message>
        <source>Non-current liabilities</source>
        <translation>Pasivo no corriente</translation>
    </message>
    <message>
        <source>Deferred tax liabilities</source>
        <translation>Pasivos por impuestos diferidos</translation>
    </message>
    <message>
        <source>Deferred tax assets</source>
        <translation>Activos por impuestos diferidos</translation>
    </message>
    <message>
        <source>Operating lease right-of-use assets</source>
        <translation>Derechos de uso de arrendamientos operativos</translation>
    </message>
    <message>
        <source>Operating lease liabilities, current</source>
        <translation>Pasivos por arrendamiento operativo, corrientes</translation>
    </message>
    <message>
        <source>Operating lease liabilities, non-current</source>
        <translation>Pasivos por arrendamiento operativo, no corrientes</translation>
    </message>
    <message>
        <source>Operating lease liabilities</source>
        <translation>Pasivos por arrendamiento operativo</translation>
    </message>
    <message>
        <source>Treasury stock</source>
        <translation>Acciones propias</translation>
    </message>
    <message>
        <source>Additional paid-in capital</source>
        <translation>Prima de emisión</translation>
    </message>
    <message>
        <source>Accumulated other comprehensive income</source>
        <translation>Otro resultado global acumulado</translation>
    </message>
    <message>
        <source>Shares outstanding</source>
        <translation>Acciones en circulación</translation>
    </message>
    <message>
        <source>Property, plant and equipment at cost</source>
        <translation>Inmovilizado material al coste</translation>
    </message>
    <message>
        <source>Accumulated depreciation</source>
        <translation>Amortización acumulada</translation>
    </message>
    <message>
        <source>Cash and short-term investments</source>
        <translation>Efectivo e inversiones a corto plazo</translation>
    </message>
    <message>
        <source>Each statement cites evidence that is there</source>
        <translation>Cada afirmación cita pruebas que existen</translation>
    </message>
    <message>
        <source>Each number is the one that its evidence gives</source>
        <translation>Cada número es el que da su prueba</translation>
    </message>
    <message>
        <source>Computations done again give the same</source>
        <translation>Los cálculos repetidos dan lo mismo</translation>
    </message>
    <message>
        <source>Facts are as they were stored</source>
        <translation>Los datos son como se guardaron</translation>
    </message>
    <message>
        <source>Quotations stand in their documents</source>
        <translation>Las citas figuran en sus documentos</translation>
    </message>
    <message>
        <source>Figures are of the periods that are named, and of the same ones where compared</source>
        <translation>Las cifras son de los periodos nombrados, y de los mismos donde se comparan</translation>
    </message>
    <message>
        <source>Nothing later or restated is known</source>
        <translation>No se conoce nada posterior ni corregido</translation>
    </message>
    <message>
        <source>Units are given and currencies aren&apos;t mixed</source>
        <translation>Se dan las unidades y no se mezclan monedas</translation>
    </message>
    <message>
        <source>Words say of a figure what its sign and size say</source>
        <translation>Las palabras dicen de una cifra lo que dicen su signo y su tamaño</translation>
    </message>
    <message>
        <source>Superlatives rest on a ranking or a source</source>
        <translation>Los superlativos se basan en una clasificación o una fuente</translation>
    </message>
    <message>
        <source>The claim gate reads nothing else in the filings</source>
        <translation>El control de cifras no lee otra cosa en los informes presentados</translation>
    </message>
    <message>
        <source>Frameworks and documents don&apos;t deny each other</source>
        <translation>Los métodos y los documentos no se contradicen</translation>
    </message>
    <message>
        <source>What speaks against the answer is told</source>
        <translation>Se dice lo que habla en contra de la respuesta</translation>
    </message>
    <message>
        <source>Each recommendation has an impact and something it rests on</source>
        <translation>Cada recomendación tiene un efecto y un fundamento</translation>
    </message>
    <message>
        <source>Assets are liabilities and equity</source>
        <translation>El activo es el pasivo más el patrimonio neto</translation>
    </message>
    <message>
        <source>The cash flows sum to the change in cash</source>
        <translation>Los flujos de caja suman la variación del efectivo</translation>
    </message>
    <message>
        <source>Revenue less cost of revenue is gross profit</source>
        <translation>Los ingresos menos el coste de las ventas son el beneficio bruto</translation>
    </message>
    <message>
        <source>Weighted average cost of capital</source>
        <translation>Coste medio ponderado del capital</translation>
    </message>
    <message>
        <source>Return on new capital for ever</source>
        <translation>Rentabilidad perpetua del capital nuevo</translation>
    </message>
    <message>
        <source>Growth to start from</source>
        <translation>Crecimiento de partida</translation>
    </message>
    <message>
        <source>Growth in the first years</source>
        <translation>Crecimiento en los primeros años</translation>
    </message>
    <message>
        <source>Growth in the first year</source>
        <translation>Crecimiento en el primer año</translation>
    </message>
    <message>
        <source>Growth in the last explicit year</source>
        <translation>Crecimiento en el último año explícito</translation>
    </message>
    <message>
        <source>Median operating margin</source>
        <translation>Mediana del margen operativo</translation>
    </message>
    <message>
        <source>Operating margin in the last explicit year</source>
        <translation>Margen operativo en el último año explícito</translation>
    </message>
    <message>
        <source>Operating margin in the last year</source>
        <translation>Margen operativo en el último año</translation>
    </message>
    <message>
        <source>Depreciation to revenue</source>
        <translation>Amortizaciones sobre ingresos</translation>
    </message>
    <message>
        <source>Cash</source>
        <translation>Efectivo</translation>
    </message>
    <message>
        <source>Diluted shares</source>
        <translation>Acciones diluidas</translation>
    </message>
    <message>
        <source>Debt</source>
        <translation>Deuda financiera</translation>
    </message>
    <message>
        <source>Tax rate</source>
        <translation>Tipo impositivo</translation>
    </message>
    <message>
        <source>Sales to new capital</source>
        <translation>Ingresos sobre capital nuevo</translation>
    </message>
    <message>
        <source>Risk-free rate</source>
        <translation>Tipo sin riesgo</translation>
    </message>
    <message>
        <source>Equity risk premium</source>
        <translation>Prima de riesgo del mercado</translation>
    </message>
    <message>
        <source>Beta of the industry, levered</source>
        <translation>Beta del sector, apalancada</translation>
    </message>
    <message>
        <source>Debt to capital of the industry</source>
        <translation>Deuda sobre capital del sector</translation>
    </message>
    <message>
        <source>Target debt to capital</source>
        <translation>Deuda sobre capital objetivo</translation>
    </message>
    <message>
        <source>Cost of debt before tax</source>
        <translation>Coste de la deuda antes de impuestos</translation>
    </message>
    <message>
        <source>Terminal EV/EBITDA</source>
        <translation>VE/EBITDA final</translation>
    </message>
    <message>
        <source>EBIT</source>
        <translation>EBIT</translation>
    </message>
    <message>
        <source>Net income</source>
        <translation>Beneficio neto</translation>
    </message>
    <message>
        <source>Book equity</source>
        <translation>Patrimonio neto contable</translation>
    </message>
    <message>
        <source>Growth for ever</source>
        <translation>Crecimiento perpetuo</translation>
    </message>
    <message>
        <source>Present value of the cash flows</source>
        <translation>Valor actual de los flujos de caja</translation>
    </message>
    <message>
        <source>Growth</source>
        <translation>Crecimiento</translation>
    </message>
    <message>
        <source>Reinvestment</source>
        <translation>Reinversión</translation>
    </message>
    <message>
        <source>Free cash flow to the firm</source>
        <translation>Flujo de caja libre de la empresa</translation>
    </message>
    <message>
        <source>Present value</source>
        <translation>Valor actual</translation>
    </message>
    <message>
        <source>Terminal value by growth</source>
        <translation>Valor terminal por crecimiento</translation>
    </message>
    <message>
        <source>Present terminal value by growth</source>
        <translation>Valor terminal actualizado por crecimiento</translation>
    </message>
    <message>
        <source>Implied multiple of EBITDA</source>
        <translation>Múltiplo de EBITDA implícito</translation>
    </message>
    <message>
        <source>Terminal value by multiple</source>
        <translation>Valor terminal por múltiplo</translation>
    </message>
    <message>
        <source>Present terminal value by multiple</source>
        <translation>Valor terminal actualizado por múltiplo</translation>
    </message>
    <message>
        <source>Implied growth for ever</source>
        <translation>Crecimiento perpetuo implícito</translation>
    </message>
    <message>
        <source>Enterprise value</source>
        <translation>Valor de la empresa</translation>
    </message>
    <message>
        <source>Share of the terminal value</source>
        <translation>Parte del valor terminal</translation>
    </message>
    <message>
        <source>Value of equity</source>
        <translation>Valor del patrimonio neto</translation>
    </message>
    <message>
        <source>Value per share</source>
        <translation>Valor por acción</translation>
    </message>
    <message>
        <source>Debt to equity of the industry</source>
        <translation>Deuda sobre patrimonio neto del sector</translation>
    </message>
    <message>
        <source>Unlevered beta</source>
        <translation>Beta desapalancada</translation>
    </message>
    <message>
        <source>Target debt to equity</source>
        <translation>Deuda sobre patrimonio neto objetivo</translation>
    </message>
    <message>
        <source>Relevered beta</source>
        <translation>Beta reapalancada</translation>
    </message>
    <message>
        <source>Cost of equity</source>
        <translation>Coste del patrimonio neto</translation>
    </message>
    <message>
        <source>Cost of debt after tax</source>
        <translation>Coste de la deuda después de impuestos</translation>
    </message>
    <message>
        <source>Market value of equity</source>
        <translation>Capitalización bursátil</translation>
    </message>
    <message>
        <source>Taxes</source>
        <translation>Impuestos</translation>
    </message>
    <message>
        <source>EV/Sales</source>
        <translation>VE/ventas</translation>
    </message>
    <message>
        <source>P/E</source>
        <translation>PER</translation>
    </message>
    <message>
        <source>P/B</source>
        <translation>Precio/valor contable</translation>
    </message>
    <message>
        <source>Revenue growth less the median of comparable peers</source>
        <translation>Crecimiento de los ingresos menos mediana de los comparables</translation>
    </message>
    <message>
        <source>Spending on purchased companies to revenue</source>
        <translation>Gasto en empresas adquiridas sobre ingresos</translation>
    </message>
    <message>
        <source>Revenue growth less what was spent on purchased companies, to revenue of the year before</source>
        <translation>Crecimiento de los ingresos menos gasto en adquisiciones, sobre ingresos del año anterior</translation>
    </message>
    <message>
        <source>Revenue growth less that of the year before</source>
        <translation>Crecimiento de los ingresos menos el del año anterior</translation>
    </message>
    <message>
        <source>Change of research and development on the year before</source>
        <translation>Variación de la investigación y desarrollo en un año</translation>
    </message>
    <message>
        <source>One per cent of revenue at the gross margin</source>
        <translation>Un uno por ciento de los ingresos al margen bruto</translation>
    </message>
    <message>
        <source>Market penetration: present products, present markets</source>
        <translation>Penetración de mercado: productos actuales, mercados actuales</translation>
    </message>
    <message>
        <source>Gross margin, which pays for selling more</source>
        <translation>Margen bruto, que paga vender más</translation>
    </message>
    <message>
        <source>Selling and administration to revenue</source>
        <translation>Gastos comerciales y administrativos sobre ingresos</translation>
    </message>
    <message>
        <source>Product development: new products, present markets</source>
        <translation>Desarrollo de productos: productos nuevos, mercados actuales</translation>
    </message>
    <message>
        <source>Gross margin, the reward of new products</source>
        <translation>Margen bruto, el premio de los productos nuevos</translation>
    </message>
    <message>
        <source>Market development: present products, new markets</source>
        <translation>Desarrollo de mercados: productos actuales, mercados nuevos</translation>
    </message>
    <message>
        <source>Use of assets (asset turnover)</source>
        <translation>Uso del activo (rotación del activo)</translation>
    </message>
    <message>
        <source>Current assets to current liabilities</source>
        <translation>Activo corriente sobre pasivo corriente</translation>
    </message>
    <message>
        <source>Diversification: new products, new markets</source>
        <translation>Diversificación: productos nuevos, mercados nuevos</translation>
    </message>
    <message>
        <source>Median revenue growth of comparable peers</source>
        <translation>Mediana del crecimiento de los ingresos de los comparables</translation>
    </message>
    <message>
        <source>Revenue of the largest comparable peer</source>
        <translation>Ingresos del mayor comparable</translation>
    </message>
    <message>
        <source>Revenue to that of the largest comparable peer</source>
        <translation>Ingresos sobre los del mayor comparable</translation>
    </message>
    <message>
        <source>Revenue of the largest comparable peer less own revenue</source>
        <translation>Ingresos del mayor comparable menos los propios</translation>
    </message>
    <message>
        <source>The company as a whole</source>
        <translation>La empresa en su conjunto</translation>
    </message>
    <message>
        <source>Its businesses</source>
        <translation>Sus negocios</translation>
    </message>
    <message>
        <source>Growth of the business less the median growth of comparable peers</source>
        <translation>Crecimiento del negocio menos crecimiento mediano de los comparables</translation>
    </message>
    <message>
        <source>Growth of the business less that of the whole company</source>
        <translation>Crecimiento del negocio menos el de toda la empresa</translation>
    </message>
    <message>
        <source>Revenue of the business by its share</source>
        <translation>Ingresos del negocio según su parte</translation>
    </message>
    <message>
        <source>Cash that the portfolio makes and takes</source>
        <translation>Efectivo que la cartera aporta y absorbe</translation>
    </message>
    <message>
        <source>Price premium over cost (gross margin)</source>
        <translation>Sobreprecio sobre el coste (margen bruto)</translation>
    </message>
    <message>
        <source>Selling and administration</source>
        <translation>Gastos comerciales y administrativos</translation>
    </message>
    <message>
        <source>Operating result (operating margin)</source>
        <translation>Resultado operativo (margen operativo)</translation>
    </message>
    <message>
        <source>Stock held ready (days of inventory)</source>
        <translation>Existencias disponibles (periodo de existencias)</translation>
    </message>
    <message>
        <source>Cash generation (free cash flow margin)</source>
        <translation>Generación de efectivo (margen de flujo de caja libre)</translation>
    </message>
    <message>
        <source>Operating income after tax to revenue</source>
        <translation>Resultado operativo después de impuestos sobre ingresos</translation>
    </message>
    <message>
        <source>Revenue to invested capital</source>
        <translation>Ingresos sobre capital invertido</translation>
    </message>
    <message>
        <source>Operating income after tax to revenue, the year before</source>
        <translation>Resultado operativo después de impuestos sobre ingresos, año anterior</translation>
    </message>
    <message>
        <source>Revenue to invested capital, the year before</source>
        <translation>Ingresos sobre capital invertido, año anterior</translation>
    </message>
    <message>
        <source>Change of the return on invested capital</source>
        <translation>Variación de la rentabilidad del capital invertido</translation>
    </message>
    <message>
        <source>Change of the return on invested capital by the margin</source>
        <translation>Variación de la rentabilidad del capital invertido por el margen</translation>
    </message>
    <message>
        <source>Change of the return on invested capital by the turns of capital</source>
        <translation>Variación de la rentabilidad del capital invertido por la rotación del capital</translation>
    </message>
    <message>
        <source>Change of the gross margin on the year before</source>
        <translation>Variación del margen bruto en un año</translation>
    </message>
    <message>
        <source>Change of selling and administrative cost to revenue on the year before</source>
        <translation>Variación de los gastos comerciales y administrativos sobre ingresos en un año</translation>
    </message>
    <message>
        <source>Change of days of inventory on the year before</source>
        <translation>Variación del periodo de existencias en un año</translation>
    </message>
    <message>
        <source>Change of days sales outstanding on the year before</source>
        <translation>Variación del periodo de cobro en un año</translation>
    </message>
    <message>
        <source>Revenue to property, plant and equipment</source>
        <translation>Ingresos sobre inmovilizado material</translation>
    </message>
    <message>
        <source>Revenue to property, plant and equipment, the year before</source>
        <translation>Ingresos sobre inmovilizado material, año anterior</translation>
    </message>
    <message>
        <source>Change of revenue to property, plant and equipment</source>
        <translation>Variación de los ingresos sobre inmovilizado material</translation>
    </message>
    <message>
        <source>Why is the return on invested capital what it is?</source>
        <translation>¿Por qué es la rentabilidad del capital invertido la que es?</translation>
    </message>
    <message>
        <source>Margin</source>
        <translation>Margen</translation>
    </message>
    <message>
        <source>Turns of capital</source>
        <translation>Rotación del capital</translation>
    </message>
    <message>
        <source>Why does revenue grow as it does?</source>
        <translation>¿Por qué crecen los ingresos como lo hacen?</translation>
    </message>
    <message>
        <source>Growth by business: the mix</source>
        <translation>Crecimiento por negocio: la composición</translation>
    </message>
    <message>
        <source>Share of the business times its growth</source>
        <translation>Parte del negocio por su crecimiento</translation>
    </message>
    <message>
        <source>Political</source>
        <translation>Político</translation>
    </message>
    <message>
        <source>Economic</source>
        <translation>Económico</translation>
    </message>
    <message>
        <source>Social</source>
        <translation>Social</translation>
    </message>
    <message>
        <source>Technological</source>
        <translation>Tecnológico</translation>
    </message>
    <message>
        <source>Environmental</source>
        <translation>Medioambiental</translation>
    </message>
    <message>
        <source>Legal</source>
        <translation>Legal</translation>
    </message>
    <message>
        <source>Rivalry among existing competitors</source>
        <translation>Rivalidad entre los competidores existentes</translation>
    </message>
    <message>
        <source>One per cent of revenue</source>
        <translation>Un uno por ciento de los ingresos</translation>
    </message>
    <message>
        <source>Concentration of the known companies&apos; revenue</source>
        <translation>Concentración de los ingresos de las empresas conocidas</translation>
    </message>
    <message>
        <source>Spread of operating margins among peers</source>
        <translation>Dispersión de los márgenes operativos de los comparables</translation>
    </message>
    <message>
        <source>Bargaining power of suppliers</source>
        <translation>Poder de negociación de los proveedores</translation>
    </message>
    <message>
        <source>One per cent of cost of revenue</source>
        <translation>Un uno por ciento del coste de las ventas</translation>
    </message>
    <message>
        <source>Yearly change of gross margin</source>
        <translation>Variación anual del margen bruto</translation>
    </message>
    <message>
        <source>Sole sources and purchase commitments named in documents</source>
        <translation>Proveedores únicos y compromisos de compra citados en los documentos</translation>
    </message>
    <message>
        <source>Bargaining power of buyers</source>
        <translation>Poder de negociación de los clientes</translation>
    </message>
    <message>
        <source>Ten days of revenue</source>
        <translation>Diez días de ingresos</translation>
    </message>
    <message>
        <source>Yearly change of days sales outstanding</source>
        <translation>Variación anual del periodo de cobro</translation>
    </message>
    <message>
        <source>Large customers named in documents</source>
        <translation>Grandes clientes citados en los documentos</translation>
    </message>
    <message>
        <source>Threat of new entrants</source>
        <translation>Amenaza de nuevos competidores</translation>
    </message>
    <message>
        <source>Capital expenditure and research and development</source>
        <translation>Inversiones e investigación y desarrollo</translation>
    </message>
    <message>
        <source>Industry&apos;s return on invested capital less its cost of capital</source>
        <translation>Rentabilidad del capital invertido del sector menos su coste del capital</translation>
    </message>
    <message>
        <source>Intangibles to assets</source>
        <translation>Intangibles sobre activo</translation>
    </message>
    <message>
        <source>Operating margin gained with size among peers</source>
        <translation>Margen operativo ganado con el tamaño entre los comparables</translation>
    </message>
    <message>
        <source>Return on invested capital less cost of capital</source>
        <translation>Rentabilidad del capital invertido menos coste del capital</translation>
    </message>
    <message>
        <source>Threat of substitutes</source>
        <translation>Amenaza de los sustitutivos</translation>
    </message>
    <message>
        <source>Growth against the category</source>
        <translation>Crecimiento frente a la categoría</translation>
    </message>
    <message>
        <source>Alternatives named in documents</source>
        <translation>Alternativas citadas en los documentos</translation>
    </message>
    <message>
        <source>One deviation of revenue growth, at the gross margin</source>
        <translation>Una desviación del crecimiento de los ingresos, al margen bruto</translation>
    </message>
    <message>
        <source>One deviation of the gross margin, times revenue</source>
        <translation>Una desviación del margen bruto, por los ingresos</translation>
    </message>
    <message>
        <source>One deviation of selling and administrative cost to revenue, times revenue</source>
        <translation>Una desviación de los gastos comerciales y administrativos sobre ingresos, por los ingresos</translation>
    </message>
    <message>
        <source>One deviation of research and development to revenue, times revenue</source>
        <translation>Una desviación de la investigación y desarrollo sobre ingresos, por los ingresos</translation>
    </message>
    <message>
        <source>One deviation of depreciation to revenue, times revenue</source>
        <translation>Una desviación de las amortizaciones sobre ingresos, por los ingresos</translation>
    </message>
    <message>
        <source>One deviation of the operating margin, times revenue</source>
        <translation>Una desviación del margen operativo, por los ingresos</translation>
    </message>
    <message>
        <source>Operating income with both axes one deviation up</source>
        <translation>Resultado operativo con los dos ejes una desviación arriba</translation>
    </message>
    <message>
        <source>Operating income with the first axis one deviation up and the second down</source>
        <translation>Resultado operativo con el primer eje una desviación arriba y el segundo abajo</translation>
    </message>
    <message>
        <source>Operating income with the first axis one deviation down and the second up</source>
        <translation>Resultado operativo con el primer eje una desviación abajo y el segundo arriba</translation>
    </message>
    <message>
        <source>Operating income with both axes one deviation down</source>
        <translation>Resultado operativo con los dos ejes una desviación abajo</translation>
    </message>
    <message>
        <source>Standard deviation of operating income from independent axes</source>
        <translation>Desviación típica del resultado operativo con ejes independientes</translation>
    </message>
    <message>
        <source>Operating income at the tenth percentile, both axes normal and independent</source>
        <translation>Resultado operativo en el décimo percentil, ejes normales e independientes</translation>
    </message>
    <message>
        <source>Operating income at the ninetieth percentile, both axes normal and independent</source>
        <translation>Resultado operativo en el percentil noventa, ejes normales e independientes</translation>
    </message>
    <message>
        <source>The two axes</source>
        <translation>Los dos ejes</translation>
    </message>
    <message>
        <source>All uncertainties by what they move</source>
        <translation>Todas las incertidumbres según lo que mueven</translation>
    </message>
    <message>
        <source>Four worlds and what they earn</source>
        <translation>Cuatro mundos y lo que rinden</translation>
    </message>
    <message>
        <source>Signposts</source>
        <translation>Señales</translation>
    </message>
    <message>
        <source>Operating margin less the median of comparable peers</source>
        <translation>Margen operativo menos mediana de los comparables</translation>
    </message>
    <message>
        <source>Median operating margin of comparable peers</source>
        <translation>Mediana del margen operativo de los comparables</translation>
    </message>
    <message>
        <source>Highest operating margin of comparable peers</source>
        <translation>Mayor margen operativo de los comparables</translation>
    </message>
    <message>
        <source>Highest revenue growth of comparable peers</source>
        <translation>Mayor crecimiento de los ingresos de los comparables</translation>
    </message>
    <message>
        <source>Gap of the operating margin to the median of comparable peers, times revenue</source>
        <translation>Diferencia del margen operativo con la mediana de los comparables, por los ingresos</translation>
    </message>
    <message>
        <source>Gap of revenue growth to the median of comparable peers, times revenue</source>
        <translation>Diferencia del crecimiento de los ingresos con la mediana de los comparables, por los ingresos</translation>
    </message>
    <message>
        <source>Company</source>
        <translation>Empresa</translation>
    </message>
    <message>
        <source>Customers</source>
        <translation>Clientes</translation>
    </message>
    <message>
        <source>Gross margin, what customers pay above cost</source>
        <translation>Margen bruto, lo que los clientes pagan sobre el coste</translation>
    </message>
    <message>
        <source>Competitors</source>
        <translation>Competidores</translation>
    </message>
    <message>
        <source>The gap between them</source>
        <translation>La distancia entre ellos</translation>
    </message>
    <message>
        <source>Change of the operating margin on the year before</source>
        <translation>Variación del margen operativo en un año</translation>
    </message>
    <message>
        <source>Part of the change of the operating margin from operations</source>
        <translation>Parte de la variación del margen operativo debida a las operaciones</translation>
    </message>
    <message>
        <source>Part of the change of the operating margin from technology</source>
        <translation>Parte de la variación del margen operativo debida a la tecnología</translation>
    </message>
    <message>
        <source>Part of the change of the operating margin from selling and administration</source>
        <translation>Parte de la variación del margen operativo debida a los gastos comerciales y administrativos</translation>
    </message>
    <message>
        <source>Part of the change of the operating margin from all else</source>
        <translation>Parte de la variación del margen operativo debida a todo lo demás</translation>
    </message>
    <message>
        <source>The largest part of the change of the operating margin, times revenue</source>
        <translation>La mayor parte de la variación del margen operativo, por los ingresos</translation>
    </message>
    <message>
        <source>Operations and inbound logistics</source>
        <translation>Operaciones y logística de entrada</translation>
    </message>
    <message>
        <source>Technology development</source>
        <translation>Desarrollo tecnológico</translation>
    </message>
    <message>
        <source>Marketing, sales and firm infrastructure</source>
        <translation>Marketing, ventas e infraestructura de la empresa</translation>
    </message>
    <message>
        <source>Plant and equipment</source>
        <translation>Instalaciones y equipos</translation>
    </message>
    <message>
        <source>Margin bridge</source>
        <translation>Puente de margen</translation>
    </message>
    <message>
        <source>Return on invested capital less the industry&apos;s cost of capital</source>
        <translation>Rentabilidad del capital invertido menos coste del capital del sector</translation>
    </message>
    <message>
        <source>Lowest of five years less the reference: asset turnover</source>
        <translation>Mínimo de cinco años menos la referencia: rotación del activo</translation>
    </message>
    <message>
        <source>Brand and pricing power</source>
        <translation>Marca y poder de precios</translation>
    </message>
    <message>
        <source>Technology and know-how</source>
        <translation>Tecnología y conocimiento</translation>
    </message>
    <message>
        <source>Operating skill</source>
        <translation>Destreza operativa</translation>
    </message>
    <message>
        <source>Reach and customer base</source>
        <translation>Alcance y base de clientes</translation>
    </message>
    <message>
        <source>Productive assets</source>
        <translation>Activos productivos</translation>
    </message>
    <message>
        <source>Cash generation</source>
        <translation>Generación de efectivo</translation>
    </message>
    <message>
        <source>Automobile manufacturers</source>
        <translation>Fabricantes de automóviles</translation>
    </message>
    <message>
        <source>Consumer electronics and computers</source>
        <translation>Electrónica de consumo y ordenadores</translation>
    </message>
    <message>
        <source>Semiconductors</source>
        <translation>Semiconductores</translation>
    </message>
    <message>
        <source>Software</source>
        <translation>Software</translation>
    </message>
    <message>
        <source>Internet media and advertising</source>
        <translation>Medios de internet y publicidad</translation>
    </message>
    <message>
        <source>Streaming and entertainment</source>
        <translation>Streaming y entretenimiento</translation>
    </message>
    <message>
        <source>E-commerce and cloud services</source>
        <translation>Comercio electrónico y servicios en la nube</translation>
    </message>
    <message>
        <source>Home improvement retail</source>
        <translation>Tiendas de bricolaje y hogar</translation>
    </message>
    <message>
        <source>Mass retail</source>
        <translation>Gran distribución</translation>
    </message>
    <message>
        <source>Apparel and footwear</source>
        <translation>Ropa y calzado</translation>
    </message>
    <message>
        <source>Soft drinks and beverages</source>
        <translation>Refrescos y otras bebidas</translation>
    </message>
    <message>
        <source>Aerospace and defence</source>
        <translation>Industria aeroespacial y defensa</translation>
    </message>
    <message>
        <source>Industrial conglomerates</source>
        <translation>Conglomerados industriales</translation>
    </message>
    <message>
        <source>Integrated oil and gas</source>
        <translation>Petróleo y gas integrados</translation>
    </message>
    <message>
        <source>Electric utilities</source>
        <translation>Compañías eléctricas</translation>
    </message>
    <message>
        <source>Metals and mining</source>
        <translation>Metales y minería</translation>
    </message>
    <message>
        <source>Medical devices</source>
        <translation>Productos sanitarios</translation>
    </message>
    <message>
        <source>Property and casualty insurance</source>
        <translation>Seguros no vida</translation>
    </message>
    <message>
        <source>Payment networks</source>
        <translation>Redes de pago</translation>
    </message>
    <message>
        <source>Logistics real estate</source>
        <translation>Inmuebles logísticos</translation>
    </message>
    <message>
        <source>Banks</source>
        <translation>Bancos</translation>
    </message>
    <message>
        <source>Pharmaceuticals</source>
        <translation>Industria farmacéutica</translation>
    </message>
    <message>
        <source>Telecommunications</source>
        <translation>Telecomunicaciones</translation>
    </message>
    <message>
        <source>Airlines</source>
        <translation>Aerolíneas</translation>
    </message>
    <message>
        <source>Professional services</source>
        <translation>Servicios profesionales</translation>
    </message>
    <message>
        <source>Machinery</source>
        <translation>Maquinaria</translation>
    </message>
    <message>
        <source>Food products</source>
        <translation>Productos alimenticios</translation>
    </message>
    <message>
        <source>Construction and engineering</source>
        <translation>Construcción e ingeniería</translation>
    </message>
</context>
<context>
    <name>ShownValue</name>
    <message>
        <source>%1 %</source>
        <translation>%1&#xa0;%</translation>
    </message>
    <message>
        <source>%2 %1</source>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>%2 %1 M</source>
        <translation>%1 M %2</translation>
    </message>
    <message>
        <source>%1 pp</source>
        <translation>%1 pp</translation>
    </message>
    <message>
        <source>%1x</source>
        <translation>%1x</translation>
    </message>
    <message>
        <source>%1 days</source>
        <translation>%1 días</translation>
    </message>
    <message>
        <source>%1 years</source>
        <translation>%1 años</translation>
    </message>
    <message>
        <source>%1th percentile</source>
        <translation>percentil %1</translation>
    </message>
    <message>
        <source>%1 shares</source>
        <translation>%1 acciones</translation>
    </message>
    <message>
        <source>%1 M shares</source>
        <translation>%1 M de acciones</translation>
    </message>
    <message>
        <source>FY%1</source>
        <translation>ejercicio %1</translation>
    </message>
    <message>
        <source>Q1 FY%1</source>
        <translation>T1 ejercicio %1</translation>
    </message>
    <message>
        <source>Q2 FY%1</source>
        <translation>T2 ejercicio %1</translation>
    </message>
    <message>
        <source>Q3 FY%1</source>
        <translation>T3 ejercicio %1</translation>
    </message>
    <message>
        <source>Q4 FY%1</source>
        <translation>T4 ejercicio %1</translation>
    </message>
    <message>
        <source>H1 FY%1</source>
        <translation>S1 ejercicio %1</translation>
    </message>
    <message>
        <source>H2 FY%1</source>
        <translation>S2 ejercicio %1</translation>
    </message>
</context>
<context>
    <name>SourceWords</name>
    <message>
        <source>Filings and figures of companies listed in the USA, from the supervisory authority itself.</source>
        <translation>Presentaciones regulatorias y cifras de empresas cotizadas en EE. UU., de la propia autoridad supervisora.</translation>
    </message>
    <message>
        <source>The company&apos;s number (CIK), the names of its filings, and your contact below.</source>
        <translation>El número de la empresa (CIK), los nombres de sus presentaciones regulatorias y su contacto, que figura abajo.</translation>
    </message>
    <message>
        <source>News from feeds that you choose.</source>
        <translation>Noticias de los canales que elija.</translation>
    </message>
    <message>
        <source>The addresses of the feeds, nothing of your work.</source>
        <translation>Las direcciones de los canales, nada de su trabajo.</translation>
    </message>
    <message>
        <source>News of the last three months from all over the world.</source>
        <translation>Noticias de los últimos tres meses de todo el mundo.</translation>
    </message>
    <message>
        <source>The company&apos;s name.</source>
        <translation>El nombre de la empresa.</translation>
    </message>
    <message>
        <source>Economic indicators of countries: growth, inflation, population.</source>
        <translation>Indicadores económicos de países: crecimiento, inflación, población.</translation>
    </message>
    <message>
        <source>The codes of indicators and countries, and the years.</source>
        <translation>Los códigos de los indicadores y países, y los años.</translation>
    </message>
    <message>
        <source>Web search.</source>
        <translation>Búsqueda en la web.</translation>
    </message>
    <message>
        <source>The company&apos;s name, your question, and your key.</source>
        <translation>El nombre de la empresa, su pregunta y su clave.</translation>
    </message>
    <message>
        <source>Web search by a server of your own, or one that you trust.</source>
        <translation>Búsqueda en la web mediante un servidor propio o uno de su confianza.</translation>
    </message>
    <message>
        <source>The company&apos;s name and your question, to that server, which asks other search engines.</source>
        <translation>El nombre de la empresa y su pregunta, a ese servidor, que consulta otros buscadores.</translation>
    </message>
    <message>
        <source>Share prices and key figures.</source>
        <translation>Cotizaciones y cifras clave de acciones.</translation>
    </message>
    <message>
        <source>The share&apos;s symbol and your key.</source>
        <translation>El símbolo de la acción y su clave.</translation>
    </message>
    <message>
        <source>Annual reports of European companies as data.</source>
        <translation>Informes anuales de empresas europeas en forma de datos.</translation>
    </message>
    <message>
        <source>The company&apos;s name or number (LEI), and the names of its filings.</source>
        <translation>El nombre o el número (LEI) de la empresa y los nombres de sus presentaciones regulatorias.</translation>
    </message>
    <message numerus="yes">
        <source>at most %n request(s) a second</source>
        <translation>
            <numerusform>como máximo %n petición por segundo</numerusform>
            <numerusform>como máximo %n peticiones por segundo</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>at most %n request(s) a minute</source>
        <translation>
            <numerusform>como máximo %n petición por minuto</numerusform>
            <numerusform>como máximo %n peticiones por minuto</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Sources</name>
    <message>
        <source>A key that is being tried is not stored.</source>
        <translation>Una clave que se está probando no se guarda.</translation>
    </message>
    <message>
        <source>%1 was fetched but could not be read in; nothing of it is stored. %2</source>
        <translation>%1 se ha descargado, pero no se ha podido incorporar; no se ha guardado nada de ello. %2</translation>
    </message>
    <message>
        <source>Make room in the folder for temporary files and try again.</source>
        <translation>Libere espacio en la carpeta de archivos temporales e inténtelo de nuevo.</translation>
    </message>
    <message>
        <source>It has no company of exactly the name &quot;%1&quot;.</source>
        <translation>No contiene ninguna empresa con el nombre exacto «%1».</translation>
    </message>
    <message>
        <source>Give its ticker or its full legal name.</source>
        <translation>Indique su símbolo o su denominación social completa.</translation>
    </message>
    <message>
        <source>The nearest are: %1.</source>
        <translation>Las más parecidas son: %1.</translation>
    </message>
    <message>
        <source>Alpha Vantage does not accept the request.</source>
        <translation>Alpha Vantage no acepta la petición.</translation>
    </message>
    <message>
        <source>Check the ticker and the key (ALPHA_VANTAGE_API_KEY).</source>
        <translation>Compruebe el símbolo y la clave (ALPHA_VANTAGE_API_KEY).</translation>
    </message>
    <message>
        <source>Alpha Vantage gives this only with a paid plan.</source>
        <translation>Alpha Vantage solo lo ofrece con un plan de pago.</translation>
    </message>
    <message>
        <source>Use another source, or a key with such a plan.</source>
        <translation>Use otra fuente o una clave con un plan de ese tipo.</translation>
    </message>
    <message>
        <source>Alpha Vantage has answered as often as this key allows for now.</source>
        <translation>Alpha Vantage ha respondido tantas veces como permite esta clave por ahora.</translation>
    </message>
    <message>
        <source>Try again later, at the latest tomorrow; what was fetched before is kept.</source>
        <translation>Inténtelo de nuevo más tarde, mañana a más tardar; lo ya obtenido se conserva.</translation>
    </message>
    <message>
        <source>%1 answered with something that is no feed.</source>
        <translation>%1 ha respondido algo que no es un canal.</translation>
    </message>
    <message>
        <source>Check the address of the feed in the settings (feed_urls).</source>
        <translation>Compruebe la dirección del canal en los ajustes (feed_urls).</translation>
    </message>
    <message>
        <source>%1 was not asked: it is none of the feeds in the settings.</source>
        <translation>No se ha consultado %1: no es ninguno de los canales de los ajustes.</translation>
    </message>
    <message>
        <source>Add its address to the settings (feed_urls).</source>
        <translation>Añada su dirección a los ajustes (feed_urls).</translation>
    </message>
    <message>
        <source>GDELT asks for fewer requests.</source>
        <translation>GDELT pide que se hagan menos peticiones.</translation>
    </message>
    <message>
        <source>Try again in a minute; what was fetched before is kept.</source>
        <translation>Inténtelo de nuevo en un minuto; lo ya obtenido se conserva.</translation>
    </message>
    <message>
        <source>GDELT does not accept the search for &quot;%1&quot;.</source>
        <translation>GDELT no acepta la búsqueda de «%1».</translation>
    </message>
    <message>
        <source>Search for a longer and more usual word or phrase.</source>
        <translation>Busque una palabra o expresión más larga y más usual.</translation>
    </message>
    <message>
        <source>Its owner must allow the format json in the server&apos;s settings.yml (search.formats).</source>
        <translation>Su responsable debe permitir el formato json en el archivo settings.yml del servidor (search.formats).</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no CIK of the SEC; nothing was asked.</source>
        <translation>«%1» no es un CIK de la SEC; no se ha consultado nada.</translation>
    </message>
    <message>
        <source>Search the company by its name or ticker first.</source>
        <translation>Busque primero la empresa por su nombre o símbolo.</translation>
    </message>
    <message>
        <source>SEC EDGAR was not asked: the SEC wants to be told who asks.</source>
        <translation>No se ha consultado SEC EDGAR: la SEC quiere saber quién consulta.</translation>
    </message>
    <message>
        <source>Give your name and e-mail address in the settings (sec_contact).</source>
        <translation>Indique su nombre y su dirección de correo electrónico en los ajustes (sec_contact).</translation>
    </message>
    <message>
        <source>%1 was not asked: this source is switched off.</source>
        <translation>No se ha consultado %1: esta fuente está desactivada.</translation>
    </message>
    <message>
        <source>Switch it on in the settings (%1).</source>
        <translation>Actívela en los ajustes (%1).</translation>
    </message>
    <message>
        <source>%1 was not asked: it has no address.</source>
        <translation>No se ha consultado %1: no tiene dirección.</translation>
    </message>
    <message>
        <source>Give it in the settings (%1).</source>
        <translation>Indíquela en los ajustes (%1).</translation>
    </message>
    <message>
        <source>%1 was not asked: it wants a key, and there is none.</source>
        <translation>No se ha consultado %1: requiere una clave y no hay ninguna.</translation>
    </message>
    <message>
        <source>Store one in the keyring by the settings, or set %1.</source>
        <translation>Guarde una en el llavero desde los ajustes o defina %1.</translation>
    </message>
    <message>
        <source>%1 names a file of another host (%2); it was not fetched.</source>
        <translation>%1 indica un archivo de otro servidor (%2); no se ha descargado.</translation>
    </message>
    <message>
        <source>Fetch it by hand if you trust that host.</source>
        <translation>Descárguelo manualmente si confía en ese servidor.</translation>
    </message>
    <message>
        <source>%1 answered in a form that this version doesn&apos;t know; nothing of it was used.</source>
        <translation>%1 ha respondido en una forma que esta versión no conoce; no se ha usado nada de la respuesta.</translation>
    </message>
    <message>
        <source>Check its address in the settings, or try again later.</source>
        <translation>Compruebe su dirección en los ajustes o inténtelo de nuevo más tarde.</translation>
    </message>
    <message>
        <source>No feed was asked: there are no addresses of feeds.</source>
        <translation>No se ha consultado ningún canal: no hay direcciones de canales.</translation>
    </message>
    <message>
        <source>Give them in the settings (feed_urls).</source>
        <translation>Indíquelas en los ajustes (feed_urls).</translation>
    </message>
    <message>
        <source>There is no source called &quot;%1&quot;.</source>
        <translation>No existe ninguna fuente con el nombre «%1».</translation>
    </message>
    <message>
        <source>%1 knows no share &quot;%2&quot;.</source>
        <translation>%1 no conoce la acción «%2».</translation>
    </message>
    <message>
        <source>Give the ticker of its main exchange; outside the USA often with an ending, as in SAP.DE.</source>
        <translation>Indique el símbolo de su mercado principal; fuera de EE. UU. suele llevar una terminación, como en SAP.DE.</translation>
    </message>
    <message>
        <source>The World Bank was not asked: a code is missing or wrong.</source>
        <translation>No se ha consultado el Banco Mundial: falta un código o es erróneo.</translation>
    </message>
    <message>
        <source>Name an indicator as NY.GDP.MKTP.CD and countries as DEU.</source>
        <translation>Indique un indicador como NY.GDP.MKTP.CD y países como DEU.</translation>
    </message>
    <message>
        <source>The World Bank has no indicator %1 for %2.</source>
        <translation>El Banco Mundial no tiene el indicador %1 para %2.</translation>
    </message>
    <message>
        <source>Check the codes of indicator and countries.</source>
        <translation>Compruebe los códigos del indicador y de los países.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no LEI; nothing was asked.</source>
        <translation>«%1» no es un LEI; no se ha consultado nada.</translation>
    </message>
    <message>
        <source>Look the company&apos;s LEI up at search.gleif.org.</source>
        <translation>Busque el LEI de la empresa en search.gleif.org.</translation>
    </message>
    <message>
        <source>filings.xbrl.org has no figures of %1 as data.</source>
        <translation>filings.xbrl.org no tiene cifras de %1 en forma de datos.</translation>
    </message>
    <message>
        <source>Import the company&apos;s report as a file.</source>
        <translation>Importe el informe de la empresa como archivo.</translation>
    </message>
</context>
<context>
    <name>Statements</name>
    <message>
        <source>The names of statement rows in %1 can&apos;t be used: &quot;%2&quot;: %3.</source>
        <translation>No se pueden usar los nombres de filas de los estados financieros de %1: «%2»: %3.</translation>
    </message>
    <message>
        <source>the sign is not known</source>
        <translation>no se conoce el signo</translation>
    </message>
    <message>
        <source>it has no labels</source>
        <translation>no tiene etiquetas</translation>
    </message>
    <message>
        <source>no such line is known</source>
        <translation>no se conoce esa partida</translation>
    </message>
    <message>
        <source>the list is missing or empty</source>
        <translation>la lista falta o está vacía</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no entry</source>
        <translation>«%1» no es una entrada</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no section</source>
        <translation>«%1» no es una sección</translation>
    </message>
    <message>
        <source>%1, page %2</source>
        <translation>%1, página %2</translation>
    </message>
    <message>
        <source>income statement</source>
        <translation>cuenta de resultados</translation>
    </message>
    <message>
        <source>balance sheet</source>
        <translation>balance</translation>
    </message>
    <message>
        <source>cash flow statement</source>
        <translation>estado de flujos de efectivo</translation>
    </message>
    <message>
        <source>Not found among the tables: %1.</source>
        <translation>No encontrado entre las tablas: %1.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; doesn&apos;t say whether its figures are in thousands or millions: they are taken as they are.</source>
        <translation>«%1» no indica si sus cifras están en miles o en millones: se toman tal como figuran.</translation>
    </message>
</context>
<context>
    <name>Support</name>
    <message>
        <source>The support archive %1 could not be written.</source>
        <translation>No se ha podido escribir el archivo de soporte %1.</translation>
    </message>
</context>
<context>
    <name>SynthesisAgent</name>
    <message>
        <source>Cancelled.</source>
        <translation>Cancelado.</translation>
    </message>
    <message>
        <source>Writing the executive summary</source>
        <translation>Redactando el resumen ejecutivo</translation>
    </message>
    <message>
        <source>Looking for what speaks against it</source>
        <translation>Buscando lo que habla en contra</translation>
    </message>
    <message>
        <source>The language model words the summary</source>
        <translation>El modelo de lenguaje redacta el resumen</translation>
    </message>
</context>
<context>
    <name>TableSaving</name>
    <message>
        <source>Save the comparison</source>
        <translation>Guardar la comparación</translation>
    </message>
    <message>
        <source>Markdown (*.md)</source>
        <translation>Markdown (*.md)</translation>
    </message>
    <message>
        <source>Table (*.csv)</source>
        <translation>Tabla (*.csv)</translation>
    </message>
    <message>
        <source>JSON (*.json)</source>
        <translation>JSON (*.json)</translation>
    </message>
</context>
<context>
    <name>Tipping</name>
    <message>
        <source>The computations of &quot;%1&quot; are nested too deep.</source>
        <translation>Los cálculos de «%1» están anidados con demasiada profundidad.</translation>
    </message>
    <message>
        <source>The report has no evidence &quot;%1&quot;.</source>
        <translation>El informe no contiene la evidencia «%1».</translation>
    </message>
</context>
<context>
    <name>Tips</name>
    <message>
        <source>Ctrl+K finds every command, company, report, setting and help topic: type a few letters of its name.</source>
        <translation>Ctrl+K encuentra cada orden, empresa, informe, ajuste y tema de ayuda: escriba unas letras de su nombre.</translation>
    </message>
    <message>
        <source>Every number in a report is a link. It shows the formula, the facts and the place in the filing that it comes from.</source>
        <translation>Cada número de un informe es un enlace. Muestra la fórmula, los hechos y el lugar del documento del que procede.</translation>
    </message>
    <message>
        <source>Drop your documents anywhere on the window. Their figures become facts, their text can be searched.</source>
        <translation>Suelte sus documentos en cualquier parte de la ventana. Sus cifras pasan a ser hechos y su texto se puede buscar.</translation>
    </message>
    <message>
        <source>F1 opens the guide at what you are looking at, without the network.</source>
        <translation>F1 abre la guía en lo que está viendo, sin red.</translation>
    </message>
    <message>
        <source>F2 in a report edits the sentence under the cursor; what you set is marked as yours and can be undone.</source>
        <translation>En un informe, F2 edita la frase bajo el cursor; lo que usted escriba queda marcado como suyo y se puede deshacer.</translation>
    </message>
    <message>
        <source>Drag a report from the library to a folder or an e-mail: it arrives there as PDF.</source>
        <translation>Arrastre un informe de la biblioteca a una carpeta o a un correo: llega allí como PDF.</translation>
    </message>
    <message>
        <source>Pin the companies and reports that you come back to; they stand first in the brief and in the File menu.</source>
        <translation>Fije las empresas y los informes a los que vuelve; figuran los primeros en el encargo y en el menú Archivo.</translation>
    </message>
    <message>
        <source>An engagement keeps a client&apos;s documents, facts, reports and questions apart from all others: File &gt; Engagement.</source>
        <translation>Un proyecto mantiene los documentos, hechos, informes y preguntas de un cliente apartados de todos los demás: Archivo &gt; Proyecto.</translation>
    </message>
    <message>
        <source>Monitors look at companies on a schedule and tell you when something that matters has changed.</source>
        <translation>Los seguimientos examinan empresas según un calendario y le avisan cuando ha cambiado algo importante.</translation>
    </message>
    <message>
        <source>Choose two reports in the library and press Compare: each change is put down to its cause.</source>
        <translation>Elija dos informes en la biblioteca y pulse Comparar: cada cambio se atribuye a su causa.</translation>
    </message>
    <message>
        <source>Save a report as an Excel workbook, change a figure there, and read it back: the differences are shown before anything is taken over.</source>
        <translation>Guarde un informe como libro de Excel, cambie allí una cifra y vuelva a leerlo: las diferencias se muestran antes de adoptar nada.</translation>
    </message>
    <message>
        <source>Data sent lists everything that left this computer. With all sources off that is nothing.</source>
        <translation>Datos enviados enumera todo lo que salió de este ordenador. Con todas las fuentes apagadas, no hay nada.</translation>
    </message>
</context>
<context>
    <name>UndoButtons</name>
    <message>
        <source>Undo</source>
        <translation>Deshacer</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>Des&amp;hacer</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>Rehacer</translation>
    </message>
    <message>
        <source>Re&amp;do</source>
        <translation>&amp;Rehacer</translation>
    </message>
</context>
<context>
    <name>UnitWords</name>
    <message>
        <source>ratio</source>
        <translation>en tanto por uno</translation>
    </message>
    <message>
        <source>per cent</source>
        <translation>por ciento</translation>
    </message>
    <message>
        <source>ratio, a difference</source>
        <translation>en diferencia de tantos por uno</translation>
    </message>
    <message>
        <source>percentage points</source>
        <translation>puntos porcentuales</translation>
    </message>
    <message>
        <source>times</source>
        <translation>veces</translation>
    </message>
    <message>
        <source>days</source>
        <translation>días</translation>
    </message>
    <message>
        <source>years</source>
        <translation>años</translation>
    </message>
    <message>
        <source>shares</source>
        <translation>acciones</translation>
    </message>
    <message>
        <source>thousand %1</source>
        <translation>miles de %1</translation>
    </message>
    <message>
        <source>million %1</source>
        <translation>M %1</translation>
    </message>
    <message>
        <source>billion %1</source>
        <translation>mil M %1</translation>
    </message>
</context>
<context>
    <name>Update</name>
    <message>
        <source>Whether there is a newer version isn&apos;t known: the answer names none.</source>
        <translation>No se sabe si hay una versión más reciente: la respuesta no indica ninguna.</translation>
    </message>
    <message>
        <source>Check the setting update_check_url.</source>
        <translation>Compruebe el ajuste update_check_url.</translation>
    </message>
</context>
<context>
    <name>Valuation</name>
    <message>
        <source>the user&apos;s own</source>
        <translation>del propio usuario</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <translation>%1 a %2</translation>
    </message>
    <message>
        <source>A driver tree has 1 to %1 years.</source>
        <translation>Un árbol de factores abarca de 1 a %1 años.</translation>
    </message>
    <message>
        <source>Growth in the first year</source>
        <translation>Crecimiento en el primer año</translation>
    </message>
    <message>
        <source>Operating margin in the last year</source>
        <translation>Margen operativo en el último año</translation>
    </message>
    <message>
        <source>%1; how far it may be off is a judgement</source>
        <translation>%1; cuánto puede desviarse es una apreciación</translation>
    </message>
    <message>
        <source>the company&apos;s own, %1: least, median and most</source>
        <translation>los valores de la propia empresa, %1: mínimo, mediana y máximo</translation>
    </message>
    <message>
        <source>%1, year %2</source>
        <translation>%1, año %2</translation>
    </message>
    <message>
        <source>Growth</source>
        <translation>Crecimiento</translation>
    </message>
    <message>
        <source>Revenue</source>
        <translation>Ingresos</translation>
    </message>
    <message>
        <source>Operating margin</source>
        <translation>Margen operativo</translation>
    </message>
    <message>
        <source>Operating income</source>
        <translation>Resultado operativo</translation>
    </message>
    <message>
        <source>Taxes</source>
        <translation>Impuestos</translation>
    </message>
    <message>
        <source>Reinvestment</source>
        <translation>Reinversión</translation>
    </message>
    <message>
        <source>Free cash flow</source>
        <translation>Flujo de caja libre</translation>
    </message>
    <message>
        <source>Value of the years after</source>
        <translation>Valor de los años posteriores</translation>
    </message>
    <message>
        <source>Value of the firm</source>
        <translation>Valor de empresa</translation>
    </message>
    <message>
        <source>Value of equity</source>
        <translation>Valor del patrimonio neto</translation>
    </message>
    <message>
        <source>Value per share</source>
        <translation>Valor por acción</translation>
    </message>
    <message>
        <source>slow growth</source>
        <translation>crecimiento lento</translation>
    </message>
    <message>
        <source>fast growth</source>
        <translation>crecimiento rápido</translation>
    </message>
    <message>
        <source>thin margin</source>
        <translation>margen estrecho</translation>
    </message>
    <message>
        <source>rich margin</source>
        <translation>margen amplio</translation>
    </message>
    <message>
        <source>The cost of capital lacks an assumption: %1.</source>
        <translation>Al coste de capital le falta un supuesto: %1.</translation>
    </message>
    <message>
        <source>%1 must be at least 0 and below 1.</source>
        <translation>%1 debe ser como mínimo 0 y menor que 1.</translation>
    </message>
    <message>
        <source>A negative beta has no meaning here.</source>
        <translation>Una beta negativa no tiene sentido aquí.</translation>
    </message>
    <message>
        <source>There is no terminal value, so nothing to value by.</source>
        <translation>No hay valor terminal, así que no hay base para la valoración.</translation>
    </message>
    <message>
        <source>A bank or insurer isn&apos;t valued by free cash flows to the firm: debt is what it works with.</source>
        <translation>Un banco o una aseguradora no se valora por los flujos de caja libres para la empresa: la deuda es aquello con lo que trabaja.</translation>
    </message>
    <message>
        <source>Value its equity by dividends, excess returns or price to book.</source>
        <translation>Valore el patrimonio neto por dividendos, rendimientos excedentes o precio sobre valor contable.</translation>
    </message>
    <message>
        <source>Between 1 and 40 explicit years are possible.</source>
        <translation>Se admiten entre 1 y 40 años de proyección explícita.</translation>
    </message>
    <message>
        <source>The cash flows lack assumptions: %1.</source>
        <translation>A los flujos de caja les faltan supuestos: %1.</translation>
    </message>
    <message>
        <source>The cost of capital isn&apos;t above zero.</source>
        <translation>El coste de capital no es mayor que cero.</translation>
    </message>
    <message>
        <source>Revenue and sales to capital must be above zero.</source>
        <translation>Los ingresos y las ventas sobre capital deben ser mayores que cero.</translation>
    </message>
    <message>
        <source>Value by growth</source>
        <translation>Valor por crecimiento</translation>
    </message>
    <message>
        <source>Terminal growth or the return on new capital is missing.</source>
        <translation>Falta el crecimiento terminal o el rendimiento del capital nuevo.</translation>
    </message>
    <message>
        <source>Growth for ever (%1) isn&apos;t below the cost of capital (%2): the value would be infinite.</source>
        <translation>El crecimiento perpetuo (%1) no es menor que el coste de capital (%2): el valor sería infinito.</translation>
    </message>
    <message>
        <source>The return on new capital isn&apos;t above the growth for ever: growth would cost more than all profit.</source>
        <translation>El rendimiento del capital nuevo no es mayor que el crecimiento perpetuo: el crecimiento costaría más que todo el beneficio.</translation>
    </message>
    <message>
        <source>The return on new capital and growth must be possible for ever.</source>
        <translation>El rendimiento del capital nuevo y el crecimiento deben ser posibles a perpetuidad.</translation>
    </message>
    <message>
        <source>The last explicit year earns nothing: a loss can&apos;t go on for ever.</source>
        <translation>El último año de proyección explícita no da beneficio: una pérdida no puede durar para siempre.</translation>
    </message>
    <message>
        <source>Value by multiple</source>
        <translation>Valor por múltiplo</translation>
    </message>
    <message>
        <source>No terminal multiple is given.</source>
        <translation>No se ha indicado ningún múltiplo terminal.</translation>
    </message>
    <message>
        <source>EBITDA lacks the share of depreciation in revenue.</source>
        <translation>Al EBITDA le falta la proporción de la amortización en los ingresos.</translation>
    </message>
    <message>
        <source>What the multiple is of isn&apos;t above zero in the last explicit year, or the multiple itself.</source>
        <translation>La base del múltiplo en el último año de proyección explícita, o el propio múltiplo, no es mayor que cero.</translation>
    </message>
    <message>
        <source>Debt or cash is missing, so there is no value of equity.</source>
        <translation>Faltan la deuda o el efectivo, así que no hay valor del patrimonio neto.</translation>
    </message>
    <message>
        <source>Debt exceeds the enterprise value: equity has no value by these assumptions, and none per share.</source>
        <translation>La deuda supera el valor de empresa: según estos supuestos, el patrimonio neto no tiene valor, tampoco por acción.</translation>
    </message>
    <message>
        <source>The number of shares isn&apos;t known, so there is no value per share.</source>
        <translation>No se conoce el número de acciones, así que no hay valor por acción.</translation>
    </message>
    <message>
        <source>There is no value to vary by %1.</source>
        <translation>No hay ningún valor que variar según %1.</translation>
    </message>
    <message>
        <source>year %1</source>
        <translation>año %1</translation>
    </message>
    <message>
        <source>There is no assumption &quot;%1&quot;.</source>
        <translation>No existe el supuesto «%1».</translation>
    </message>
    <message>
        <source>Assumptions are: %1; a single year&apos;s are called growth_1, margin_1, reinvestment_1 and so on.</source>
        <translation>Los supuestos son: %1; los de un solo año se llaman growth_1, margin_1, reinvestment_1, etc.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no assumption.</source>
        <translation>«%1» no es un supuesto.</translation>
    </message>
    <message>
        <source>Give a value (0.05 or 5%), or the least, the most likely and the most (0.02:0.05:0.09).</source>
        <translation>Indique un valor (0.05 o 5%), o el mínimo, el más probable y el máximo (0.02:0.05:0.09).</translation>
    </message>
    <message>
        <source>By %1 of its peers debt exceeds the enterprise value: equity has no value.</source>
        <translation>Según %1 de sus comparables, la deuda supera el valor de empresa: el patrimonio neto no tiene valor.</translation>
    </message>
    <message>
        <source>%1 values nothing here: what it multiplies isn&apos;t above zero.</source>
        <translation>%1 no valora nada aquí: aquello que multiplica no es mayor que cero.</translation>
    </message>
    <message>
        <source>its multiple isn&apos;t above zero</source>
        <translation>su múltiplo no es mayor que cero</translation>
    </message>
    <message>
        <source>%1 of fewer than three peers says nothing.</source>
        <translation>%1 de menos de tres comparables no dice nada.</translation>
    </message>
    <message>
        <source>cost of capital %1 … %2, %3 varied with it</source>
        <translation>coste de capital %1 … %2, %3 varía con él</translation>
    </message>
    <message>
        <source>No annual statement of %1 is stored.</source>
        <translation>No hay cuentas anuales de %1 guardadas.</translation>
    </message>
    <message>
        <source>computed from the rates above</source>
        <translation>calculado a partir de las tasas anteriores</translation>
    </message>
    <message>
        <source>assumed: the cost of capital, no more</source>
        <translation>supuesto: el coste de capital, no más</translation>
    </message>
    <message>
        <source>The newest annual statement that is stored is of %1: import newer filings, or years that are over are valued as if they were ahead.</source>
        <translation>Las cuentas anuales más recientes que hay guardadas son de %1: importe presentaciones más recientes, o se valorarán años ya pasados como si estuvieran por venir.</translation>
    </message>
    <message>
        <source>The published rates are of US dollars; the company reports in another currency.</source>
        <translation>Las tasas publicadas son para dólares estadounidenses; la empresa presenta sus cuentas en otra moneda.</translation>
    </message>
    <message>
        <source>computed from filings, %1</source>
        <translation>calculado a partir de presentaciones regulatorias, %1</translation>
    </message>
    <message>
        <source>the company&apos;s own of the last years, between −5 and 20 %</source>
        <translation>el de la propia empresa en los últimos años, entre −5 y 20&#xa0;%</translation>
    </message>
    <message>
        <source>the median of the company&apos;s last %1 years</source>
        <translation>la mediana de los últimos %1 años de la empresa</translation>
    </message>
    <message>
        <source>assumed: the industry&apos;s</source>
        <translation>supuesto: el del sector</translation>
    </message>
    <message>
        <source>assumed: no company outgrows the economy for ever</source>
        <translation>supuesto: ninguna empresa crece siempre más que la economía</translation>
    </message>
    <message>
        <source>There is no assumption &quot;%1&quot;, or its value is no number.</source>
        <translation>No existe el supuesto «%1», o su valor no es un número.</translation>
    </message>
    <message>
        <source>what it multiplies isn&apos;t reported</source>
        <translation>no se ha publicado aquello que multiplica</translation>
    </message>
    <message>
        <source>Cash flows, growth for ever</source>
        <translation>Flujos de caja, crecimiento perpetuo</translation>
    </message>
    <message>
        <source>Cash flows, terminal multiple</source>
        <translation>Flujos de caja, múltiplo terminal</translation>
    </message>
    <message>
        <source>%1 of peers</source>
        <translation>%1 de los comparables</translation>
    </message>
    <message>
        <source>lower quartile, median and upper quartile of %1 peers</source>
        <translation>cuartil inferior, mediana y cuartil superior de %1 comparables</translation>
    </message>
    <message>
        <source>%1 of the industry</source>
        <translation>%1 del sector</translation>
    </message>
    <message>
        <source>what it is a multiple of isn&apos;t reported</source>
        <translation>no se ha publicado la base del múltiplo</translation>
    </message>
    <message>
        <source>what it is a multiple of isn&apos;t above zero</source>
        <translation>la base del múltiplo no es mayor que cero</translation>
    </message>
    <message>
        <source>shares, debt or cash aren&apos;t reported</source>
        <translation>no se han publicado las acciones, la deuda o el efectivo</translation>
    </message>
    <message>
        <source>the firm is worth no more than its cash</source>
        <translation>la empresa no vale más que su efectivo</translation>
    </message>
    <message>
        <source>its price isn&apos;t above zero</source>
        <translation>su precio no es mayor que cero</translation>
    </message>
    <message>
        <source>computed from its filings, %1, and the price %2 (yours)</source>
        <translation>calculado a partir de sus presentaciones regulatorias, %1, y del precio %2 (suyo)</translation>
    </message>
</context>
<context>
    <name>ValuationHtml</name>
    <message>
        <source>%1, %2 per share</source>
        <translation>%1, %2 por acción</translation>
    </message>
    <message>
        <source>Cost of capital</source>
        <translation>Coste de capital</translation>
    </message>
    <message>
        <source>growth for ever</source>
        <translation>crecimiento perpetuo</translation>
    </message>
    <message>
        <source>a terminal multiple</source>
        <translation>un múltiplo terminal</translation>
    </message>
    <message>
        <source>By cash flows and %1: %2; firm %3, %4 of it terminal.</source>
        <translation>Por flujos de caja y %1: %2; empresa %3, de ello %4 terminal.</translation>
    </message>
    <message>
        <source>All ranges overlap between %1 and %2.</source>
        <translation>Todos los rangos se solapan entre %1 y %2.</translation>
    </message>
    <message>
        <source>The ranges have no value in common.</source>
        <translation>Los rangos no tienen ningún valor en común.</translation>
    </message>
    <message>
        <source>Year</source>
        <translation>Año</translation>
    </message>
    <message>
        <source>Growth</source>
        <translation>Crecimiento</translation>
    </message>
    <message>
        <source>Revenue</source>
        <translation>Ingresos</translation>
    </message>
    <message>
        <source>Margin</source>
        <translation>Margen</translation>
    </message>
    <message>
        <source>After tax</source>
        <translation>Tras impuestos</translation>
    </message>
    <message>
        <source>Reinvested</source>
        <translation>Reinvertido</translation>
    </message>
    <message>
        <source>Free cash flow</source>
        <translation>Flujo de caja libre</translation>
    </message>
    <message>
        <source>Present value</source>
        <translation>Valor actual</translation>
    </message>
    <message>
        <source>Terminal value</source>
        <translation>Valor terminal</translation>
    </message>
    <message>
        <source>by growth for ever</source>
        <translation>por crecimiento perpetuo</translation>
    </message>
    <message>
        <source>by multiple</source>
        <translation>por múltiplo</translation>
    </message>
    <message>
        <source>Present value of the years</source>
        <translation>Valor actual de los años</translation>
    </message>
    <message>
        <source>Present value of what follows</source>
        <translation>Valor actual de lo posterior</translation>
    </message>
    <message>
        <source>Value of the firm</source>
        <translation>Valor de empresa</translation>
    </message>
    <message>
        <source>Value of equity</source>
        <translation>Valor del patrimonio neto</translation>
    </message>
    <message>
        <source>Per share</source>
        <translation>Por acción</translation>
    </message>
    <message>
        <source>Implied multiple or growth</source>
        <translation>Múltiplo o crecimiento implícito</translation>
    </message>
    <message>
        <source>Cost of capital by growth for ever</source>
        <translation>Coste de capital por crecimiento perpetuo</translation>
    </message>
    <message>
        <source>Cost of capital by terminal multiple</source>
        <translation>Coste de capital por múltiplo terminal</translation>
    </message>
    <message>
        <source>There is no value to vary.</source>
        <translation>No hay ningún valor que variar.</translation>
    </message>
</context>
<context>
    <name>WholeFile</name>
    <message>
        <source>The file %1 could not be written; what it held before is unchanged.</source>
        <translation>No se ha podido escribir el archivo %1; su contenido anterior no ha cambiado.</translation>
    </message>
    <message>
        <source>Make room or choose another place (%1).</source>
        <translation>Libere espacio o elija otro lugar (%1).</translation>
    </message>
</context>
<context>
    <name>Workbook</name>
    <message>
        <source>Change the framed cells; all other sheets follow.</source>
        <translation>Cambie las celdas enmarcadas; todas las demás hojas se actualizan.</translation>
    </message>
    <message>
        <source>Assumption</source>
        <translation>Supuesto</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Valor</translation>
    </message>
    <message>
        <source>Unit</source>
        <translation>Unidad</translation>
    </message>
    <message>
        <source>80 % from</source>
        <translation>80&#xa0;% desde</translation>
    </message>
    <message>
        <source>80 % to</source>
        <translation>80&#xa0;% hasta</translation>
    </message>
    <message>
        <source>Distribution</source>
        <translation>Distribución</translation>
    </message>
    <message>
        <source>Whose</source>
        <translation>Origen</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>Fuente</translation>
    </message>
    <message>
        <source>yours</source>
        <translation>propio</translation>
    </message>
    <message>
        <source>sourced</source>
        <translation>con fuente</translation>
    </message>
    <message>
        <source>With all assumptions at their middle; each cell is a formula.</source>
        <translation>Con todos los supuestos en su valor central; cada celda es una fórmula.</translation>
    </message>
    <message>
        <source>Line</source>
        <translation>Partida</translation>
    </message>
    <message>
        <source>From %1 draws with the seed %2; these don&apos;t follow a changed cell.</source>
        <translation>De %1 simulaciones con la semilla %2; estos valores no siguen los cambios de una celda.</translation>
    </message>
    <message>
        <source>Year</source>
        <translation>Año</translation>
    </message>
    <message>
        <source>Middle</source>
        <translation>Centro</translation>
    </message>
    <message>
        <source>Mean</source>
        <translation>Media</translation>
    </message>
    <message>
        <source>95 % from</source>
        <translation>95&#xa0;% desde</translation>
    </message>
    <message>
        <source>95 % to</source>
        <translation>95&#xa0;% hasta</translation>
    </message>
    <message>
        <source>No temporary file can be written: %1.</source>
        <translation>No se puede escribir ningún archivo temporal: %1.</translation>
    </message>
    <message>
        <source>The workbook could not be written: %1.</source>
        <translation>No se ha podido escribir el libro: %1.</translation>
    </message>
    <message>
        <source>a list stands where one value must</source>
        <translation>hay una lista donde debe haber un solo valor</translation>
    </message>
    <message>
        <source>the lists are of different lengths</source>
        <translation>las listas tienen longitudes distintas</translation>
    </message>
    <message>
        <source>%1 has no cell</source>
        <translation>%1 no tiene celda</translation>
    </message>
    <message>
        <source>spreadsheets have no %1()</source>
        <translation>las hojas de cálculo no tienen %1()</translation>
    </message>
    <message>
        <source>The formula %1 can&apos;t be written into a sheet: %2.</source>
        <translation>La fórmula %1 no se puede escribir en una hoja: %2.</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Concepto</translation>
    </message>
    <message>
        <source>Source or formula</source>
        <translation>Fuente o fórmula</translation>
    </message>
    <message>
        <source>judgement</source>
        <translation>apreciación</translation>
    </message>
    <message>
        <source>Growth</source>
        <translation>Crecimiento</translation>
    </message>
    <message>
        <source>Revenue</source>
        <translation>Ingresos</translation>
    </message>
    <message>
        <source>Operating margin</source>
        <translation>Margen operativo</translation>
    </message>
    <message>
        <source>Operating income</source>
        <translation>Resultado operativo</translation>
    </message>
    <message>
        <source>Operating income after tax</source>
        <translation>Resultado operativo tras impuestos</translation>
    </message>
    <message>
        <source>Reinvestment</source>
        <translation>Reinversión</translation>
    </message>
    <message>
        <source>Free cash flow to the firm</source>
        <translation>Flujo de caja libre para la empresa</translation>
    </message>
    <message>
        <source>Present value</source>
        <translation>Valor actual</translation>
    </message>
    <message>
        <source>Years from the valuation</source>
        <translation>Años desde la valoración</translation>
    </message>
    <message>
        <source>Present value of the cash flows</source>
        <translation>Valor actual de los flujos de caja</translation>
    </message>
    <message>
        <source>Terminal value by growth</source>
        <translation>Valor terminal por crecimiento</translation>
    </message>
    <message>
        <source>Terminal value by multiple</source>
        <translation>Valor terminal por múltiplo</translation>
    </message>
    <message>
        <source>Cost of capital (down) by growth for ever (across)</source>
        <translation>Coste de capital (en vertical) por crecimiento perpetuo (en horizontal)</translation>
    </message>
    <message>
        <source>Cost of capital (down) by terminal multiple (across)</source>
        <translation>Coste de capital (en vertical) por múltiplo terminal (en horizontal)</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Nombre</translation>
    </message>
    <message>
        <source>Median</source>
        <translation>Mediana</translation>
    </message>
    <message>
        <source>5 % quantile</source>
        <translation>Cuantil del 5&#xa0;%</translation>
    </message>
    <message>
        <source>95 % quantile</source>
        <translation>Cuantil del 95&#xa0;%</translation>
    </message>
</context>
<context>
    <name>backup</name>
    <message>
        <source>The archive %1 is damaged; nothing was changed.</source>
        <translation>El archivo comprimido %1 está dañado; no se ha cambiado nada.</translation>
    </message>
    <message>
        <source>%1 is no complete archive of this program; nothing was changed.</source>
        <translation>%1 no es un archivo comprimido completo de este programa; no se ha cambiado nada.</translation>
    </message>
    <message>
        <source>Its end is missing or isn&apos;t what a backup writes.</source>
        <translation>Falta su final o no es el que escribe una copia de seguridad.</translation>
    </message>
    <message>
        <source>%1 can&apos;t be read.</source>
        <translation>No se puede leer %1.</translation>
    </message>
    <message>
        <source>Its bytes aren&apos;t those that were written. Use another backup.</source>
        <translation>Su contenido no es el que se escribió. Use otra copia de seguridad.</translation>
    </message>
    <message>
        <source>The archive is encrypted; nothing was changed.</source>
        <translation>El archivo comprimido está cifrado; no se ha cambiado nada.</translation>
    </message>
    <message>
        <source>The archive&apos;s password is another one; nothing was changed.</source>
        <translation>La contraseña del archivo comprimido es otra; no se ha cambiado nada.</translation>
    </message>
    <message>
        <source>Name the file with its password by --password-file.</source>
        <translation>Indique el archivo que contiene su contraseña con --password-file.</translation>
    </message>
    <message>
        <source>It has other files than it lists.</source>
        <translation>Contiene archivos distintos de los que enumera.</translation>
    </message>
    <message>
        <source>The password in %1 is too short; nothing was done.</source>
        <translation>La contraseña de %1 es demasiado corta; no se ha hecho nada.</translation>
    </message>
    <message>
        <source>It needs %1 characters; &quot;openssl rand -base64 32&quot; makes one.</source>
        <translation>Necesita %1 caracteres; «openssl rand -base64 32» genera una.</translation>
    </message>
    <message>
        <source>%1 is a folder; nothing was done.</source>
        <translation>%1 es una carpeta; no se ha hecho nada.</translation>
    </message>
    <message>
        <source>Name the archive&apos;s file in it.</source>
        <translation>Indique el archivo comprimido que hay en ella.</translation>
    </message>
    <message>
        <source>%1 is in the place of the data itself; nothing was done.</source>
        <translation>%1 está en el lugar de los propios datos; no se ha hecho nada.</translation>
    </message>
    <message>
        <source>%1 is there and is no backup; it was left as it is.</source>
        <translation>%1 ya existe y no es una copia de seguridad; se ha dejado como estaba.</translation>
    </message>
    <message>
        <source>Choose another name.</source>
        <translation>Elija otro nombre.</translation>
    </message>
    <message>
        <source>%1 is being written by another process.</source>
        <translation>Otro proceso está escribiendo %1.</translation>
    </message>
    <message>
        <source>There is nothing to back up in %1.</source>
        <translation>No hay nada de lo que hacer copia de seguridad en %1.</translation>
    </message>
    <message>
        <source>Check the data folder&apos;s name.</source>
        <translation>Compruebe el nombre de la carpeta de datos.</translation>
    </message>
    <message>
        <source>The archive&apos;s list of its files is wrong; nothing was changed.</source>
        <translation>La lista de archivos del archivo comprimido es errónea; no se ha cambiado nada.</translation>
    </message>
    <message>
        <source>The archive was written by a newer version of the program; nothing was changed.</source>
        <translation>El archivo comprimido procede de una versión más reciente del programa; no se ha cambiado nada.</translation>
    </message>
    <message>
        <source>Install version %1 or later.</source>
        <translation>Instale la versión %1 o posterior.</translation>
    </message>
    <message>
        <source>Stopped; nothing was changed.</source>
        <translation>Interrumpido; no se ha cambiado nada.</translation>
    </message>
    <message>
        <source>Another process makes a backup in %1.</source>
        <translation>Otro proceso está haciendo una copia de seguridad en %1.</translation>
    </message>
    <message>
        <source>%1 can&apos;t be moved to %2.</source>
        <translation>No se puede mover %1 a %2.</translation>
    </message>
    <message>
        <source>%1 can&apos;t be written: the disk is full or a limit on its use was reached.</source>
        <translation>No se puede escribir %1: el disco está lleno o se ha alcanzado un límite de uso.</translation>
    </message>
    <message>
        <source>What was there before is intact.</source>
        <translation>Lo que había antes está intacto.</translation>
    </message>
    <message>
        <source>%1 can&apos;t be written.</source>
        <translation>No se puede escribir %1.</translation>
    </message>
    <message>
        <source>What was there before is intact. %1.</source>
        <translation>Lo que había antes está intacto. %1.</translation>
    </message>
    <message>
        <source>%1 isn&apos;t there any more.</source>
        <translation>%1 ya no existe.</translation>
    </message>
    <message>
        <source>There is no engagement &quot;%1&quot;.</source>
        <translation>No existe el proyecto «%1».</translation>
    </message>
    <message>
        <source>consultantos-cli engagement list names them.</source>
        <translation>consultantos-cli engagement list muestra los existentes.</translation>
    </message>
    <message>
        <source>The archive is a backup of a whole data folder; nothing was changed.</source>
        <translation>El archivo comprimido es la copia de seguridad de una carpeta de datos completa; no se ha cambiado nada.</translation>
    </message>
    <message>
        <source>consultantos-cli restore FILE --into FOLDER unpacks it.</source>
        <translation>consultantos-cli restore FILE --into FOLDER lo descomprime.</translation>
    </message>
    <message>
        <source>The archive names no engagement; nothing was changed.</source>
        <translation>El archivo comprimido no indica ningún proyecto; no se ha cambiado nada.</translation>
    </message>
    <message>
        <source>Give it a name by --name.</source>
        <translation>Asígnele un nombre con --name.</translation>
    </message>
    <message>
        <source>There is an engagement &quot;%1&quot; already; nothing was changed.</source>
        <translation>Ya existe el proyecto «%1»; no se ha cambiado nada.</translation>
    </message>
    <message>
        <source>Give the archive&apos;s another name by --name, or exchange the one that is there by --replace.</source>
        <translation>Asigne otro nombre al del archivo comprimido con --name o reemplace el existente con --replace.</translation>
    </message>
    <message>
        <source>%1 is open in another program; nothing was changed.</source>
        <translation>%1 está abierto en otro programa; no se ha cambiado nada.</translation>
    </message>
    <message>
        <source>The archive holds the engagement &quot;%1&quot; alone; nothing was changed.</source>
        <translation>El archivo comprimido contiene solo el proyecto «%1»; no se ha cambiado nada.</translation>
    </message>
    <message>
        <source>Take it in by: consultantos-cli engagement import FILE.</source>
        <translation>Impórtelo con: consultantos-cli engagement import FILE.</translation>
    </message>
    <message>
        <source>End the window, the server and other commands that work with them, and try again.</source>
        <translation>Cierre la ventana, el servidor y las demás órdenes que trabajen con ellos, e inténtelo de nuevo.</translation>
    </message>
    <message>
        <source>The folder %1 isn&apos;t empty; nothing was changed.</source>
        <translation>La carpeta %1 no está vacía; no se ha cambiado nada.</translation>
    </message>
    <message>
        <source>Name one that isn&apos;t there yet.</source>
        <translation>Indique una que aún no exista.</translation>
    </message>
    <message>
        <source>No restore is waiting.</source>
        <translation>No hay ninguna restauración pendiente.</translation>
    </message>
    <message>
        <source>The note of a restore that was cut short is damaged.</source>
        <translation>La anotación de una restauración interrumpida está dañada.</translation>
    </message>
    <message>
        <source>Look at the folders beside it before you delete it: %1.</source>
        <translation>Examine las carpetas contiguas antes de eliminarla: %1.</translation>
    </message>
    <message>
        <source>Nothing was restored; the data is as it was. </source>
        <translation>No se ha restaurado nada; los datos están como estaban. </translation>
    </message>
    <message>
        <source>%1 is in use; nothing was changed.</source>
        <translation>%1 está en uso; no se ha cambiado nada.</translation>
    </message>
    <message>
        <source>%1 is damaged.</source>
        <translation>%1 está dañado.</translation>
    </message>
    <message>
        <source>%1 can&apos;t be written to.</source>
        <translation>No se puede escribir en %1.</translation>
    </message>
    <message>
        <source>This program was built with two different libraries of SQLite; nothing was copied.</source>
        <translation>Este programa se compiló con dos bibliotecas distintas de SQLite; no se ha copiado nada.</translation>
    </message>
    <message>
        <source>The stores in %1 are being exchanged by another process.</source>
        <translation>Otro proceso está sustituyendo los almacenes de %1.</translation>
    </message>
    <message>
        <source>Nothing was changed. Try again when it has ended.</source>
        <translation>No se ha cambiado nada. Inténtelo de nuevo cuando haya terminado.</translation>
    </message>
    <message>
        <source>The folder %1 can&apos;t be written to; nothing was changed.</source>
        <translation>No se puede escribir en la carpeta %1; no se ha cambiado nada.</translation>
    </message>
    <message>
        <source>The stores in %1 are in use by another process; nothing was changed.</source>
        <translation>Otro proceso está usando los almacenes de %1; no se ha cambiado nada.</translation>
    </message>
</context>
<context>
    <name>cache</name>
    <message>
        <source>A value needs a key of 1 to 512 bytes to be cached.</source>
        <translation>Un valor necesita una clave de 1 a 512 bytes para guardarse en la caché.</translation>
    </message>
    <message>
        <source>The cache&apos;s file couldn&apos;t be told in time what is no longer true; this is done as soon as it can be.</source>
        <translation>No se ha podido indicar a tiempo al archivo de la caché lo que ya no es válido; se hará en cuanto sea posible.</translation>
    </message>
    <message>
        <source>The cache&apos;s last writes are not all in its file yet.</source>
        <translation>Las últimas escrituras de la caché aún no están todas en su archivo.</translation>
    </message>
    <message>
        <source>The cache on disk was written by a newer version of the program.</source>
        <translation>La caché en disco procede de una versión más reciente del programa.</translation>
    </message>
    <message>
        <source>The cache on disk is in use by another process; work goes on without it.</source>
        <translation>Otro proceso está usando la caché en disco; el trabajo continúa sin ella.</translation>
    </message>
    <message>
        <source>The cache can&apos;t be written: the disk is full or a limit on its use was reached. Work goes on without it.</source>
        <translation>No se puede escribir la caché: el disco está lleno o se ha alcanzado un límite de uso. El trabajo continúa sin ella.</translation>
    </message>
    <message>
        <source>The cache on disk can&apos;t be opened for writing; work goes on without it.</source>
        <translation>No se puede abrir la caché en disco para escribir; el trabajo continúa sin ella.</translation>
    </message>
    <message>
        <source>The cache on disk is damaged; it is set aside and begun anew.</source>
        <translation>La caché en disco está dañada; se aparta y se empieza de nuevo.</translation>
    </message>
    <message>
        <source>The cache can&apos;t be read or written: the disk reports an error. Work goes on without it.</source>
        <translation>No se puede leer ni escribir la caché: el disco comunica un error. El trabajo continúa sin ella.</translation>
    </message>
    <message>
        <source>No connection to the Redis server came free in time.</source>
        <translation>Ninguna conexión con el servidor Redis ha quedado libre a tiempo.</translation>
    </message>
    <message>
        <source>The Redis server doesn&apos;t tell its run id.</source>
        <translation>El servidor Redis no comunica su identificador de ejecución.</translation>
    </message>
    <message>
        <source>Without it a restart can&apos;t be seen.</source>
        <translation>Sin él no se puede detectar un reinicio.</translation>
    </message>
    <message>
        <source>The Redis server refuses the user or password of redis_url.</source>
        <translation>El servidor Redis rechaza el usuario o la contraseña de redis_url.</translation>
    </message>
    <message>
        <source>The Redis server isn&apos;t ready.</source>
        <translation>El servidor Redis no está listo.</translation>
    </message>
    <message>
        <source>There is no memory for a connection.</source>
        <translation>No hay memoria para una conexión.</translation>
    </message>
    <message>
        <source>The Redis server closed the connection.</source>
        <translation>El servidor Redis ha cerrado la conexión.</translation>
    </message>
    <message>
        <source>The address of the Redis server can&apos;t be used.</source>
        <translation>No se puede usar la dirección del servidor Redis.</translation>
    </message>
    <message>
        <source>It is written redis://user:password@host:port/database or unix:///path?db=0&amp;password=….</source>
        <translation>Se escribe redis://usuario:contraseña@servidor:puerto/base o unix:///ruta?db=0&amp;password=….</translation>
    </message>
    <message>
        <source>rediss:// needs TLS, which this build&apos;s hiredis doesn&apos;t have. Let stunnel carry the connection and give its local end as redis://.</source>
        <translation>rediss:// necesita TLS, que la hiredis de esta compilación no tiene. Deje que stunnel transporte la conexión e indique su extremo local como redis://.</translation>
    </message>
    <message>
        <source>The Redis server stopped answering.</source>
        <translation>El servidor Redis ha dejado de responder.</translation>
    </message>
    <message>
        <source>The Redis server didn&apos;t answer in time.</source>
        <translation>El servidor Redis no ha respondido a tiempo.</translation>
    </message>
    <message>
        <source>The Redis server loses the cache&apos;s marks.</source>
        <translation>El servidor Redis pierde las marcas de la caché.</translation>
    </message>
    <message>
        <source>Give it more memory, or an eviction policy &quot;volatile-…&quot;.</source>
        <translation>Asígnele más memoria o una política de desalojo «volatile-…».</translation>
    </message>
    <message>
        <source>The Redis server is out of memory.</source>
        <translation>El servidor Redis se ha quedado sin memoria.</translation>
    </message>
    <message>
        <source>The Redis server denies our user a command that the cache needs.</source>
        <translation>El servidor Redis deniega a nuestro usuario una orden que la caché necesita.</translation>
    </message>
    <message>
        <source>The Redis server refused a command.</source>
        <translation>El servidor Redis ha rechazado una orden.</translation>
    </message>
    <message>
        <source>The Redis server can&apos;t be reached.</source>
        <translation>No se puede acceder al servidor Redis.</translation>
    </message>
</context>
<context>
    <name>consultantos::AboutBox</name>
    <message>
        <source>commit not known</source>
        <translation>commit desconocido</translation>
    </message>
    <message>
        <source>commit %1, with changes</source>
        <translation>commit %1, con cambios</translation>
    </message>
    <message>
        <source>commit %1</source>
        <translation>commit %1</translation>
    </message>
    <message>
        <source>Libraries and data with their licences</source>
        <translation>Bibliotecas y datos con sus licencias</translation>
    </message>
    <message>
        <source>Made with</source>
        <translation>Hecho con</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>Versión</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>Licencia</translation>
    </message>
    <message>
        <source>What for</source>
        <translation>Para qué</translation>
    </message>
    <message>
        <source>About ConsultantOS</source>
        <translation>Acerca de ConsultantOS</translation>
    </message>
    <message>
        <source>A workstation for management consultants: analyses whose every number traces to its source.</source>
        <translation>Un puesto de trabajo para consultores de dirección: análisis en los que cada número remite a su fuente.</translation>
    </message>
    <message>
        <source>Free software under the GNU General Public License, version 3 or later; it comes without any warranty.</source>
        <translation>Software libre bajo la Licencia Pública General de GNU, versión 3 o posterior; se entrega sin garantía alguna.</translation>
    </message>
    <message>
        <source>Data folder: %1</source>
        <translation>Carpeta de datos: %1</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>&amp;Copiar</translation>
    </message>
    <message>
        <source>All of this as text, for a report of a fault</source>
        <translation>Todo esto como texto, para informar de un error</translation>
    </message>
</context>
<context>
    <name>consultantos::AgentGraph</name>
    <message>
        <source>Agents of this analysis</source>
        <translation>Agentes de este análisis</translation>
    </message>
</context>
<context>
    <name>consultantos::AlertDelegate</name>
    <message numerus="yes">
        <source>+%n more</source>
        <translation>
            <numerusform>+%n más</numerusform>
            <numerusform>+%n más</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>consultantos::AlertNotifier</name>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message numerus="yes">
        <source>%n new alert(s)</source>
        <translation>
            <numerusform>%n alerta nueva</numerusform>
            <numerusform>%n alertas nuevas</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>ConsultantOS: %n open alert(s)</source>
        <translation>
            <numerusform>ConsultantOS: %n alerta abierta</numerusform>
            <numerusform>ConsultantOS: %n alertas abiertas</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>consultantos::AlertsSection</name>
    <message>
        <source>the mail server</source>
        <translation>servidor de correo</translation>
    </message>
    <message>
        <source>webhooks</source>
        <translation>webhooks</translation>
    </message>
    <message>
        <source>The mail server</source>
        <translation>Servidor de correo</translation>
    </message>
    <message>
        <source>E-mail</source>
        <translation>Correo electrónico</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Contraseña</translation>
    </message>
    <message>
        <source>The test logs in and sends nothing. A monitor&apos;s own test sends a letter.</source>
        <translation>La prueba inicia sesión y no envía nada. La prueba propia de un seguimiento envía un mensaje.</translation>
    </message>
    <message>
        <source>Webhooks</source>
        <translation>Webhooks</translation>
    </message>
    <message>
        <source>With a key, each message to a webhook is signed (HMAC-SHA-256), so that its receiver can tell it from a forged one. Give the receiver the same key.</source>
        <translation>Con una clave, cada mensaje a un webhook se firma (HMAC-SHA-256), para que su receptor pueda distinguirlo de uno falsificado. Dé al receptor la misma clave.</translation>
    </message>
    <message>
        <source>The network can&apos;t be used: no mail is sent.</source>
        <translation>No se puede usar la red: no se envía ningún correo.</translation>
    </message>
    <message>
        <source>Offline: no mail is sent.</source>
        <translation>Sin conexión: no se envía ningún correo.</translation>
    </message>
    <message>
        <source>Give the address of a mail server first.</source>
        <translation>Indique antes la dirección de un servidor de correo.</translation>
    </message>
</context>
<context>
    <name>consultantos::AlertsView</name>
    <message>
        <source>State</source>
        <translation>Estado</translation>
    </message>
    <message>
        <source>All states</source>
        <translation>Todos los estados</translation>
    </message>
    <message>
        <source>Company</source>
        <translation>Empresa</translation>
    </message>
    <message>
        <source>All companies</source>
        <translation>Todas las empresas</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Tipo</translation>
    </message>
    <message>
        <source>All kinds</source>
        <translation>Todos los tipos</translation>
    </message>
    <message>
        <source>Show the monitors</source>
        <translation>Mostrar los seguimientos</translation>
    </message>
    <message>
        <source>&amp;Snooze</source>
        <translation>&amp;Posponer</translation>
    </message>
    <message>
        <source>&amp;Dismiss</source>
        <translation>&amp;Descartar</translation>
    </message>
    <message>
        <source>O&amp;pen again</source>
        <translation>Volver a a&amp;brir</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Abierta</translation>
    </message>
    <message>
        <source>Snoozed</source>
        <translation>Pospuesta</translation>
    </message>
    <message>
        <source>Dismissed</source>
        <translation>Descartada</translation>
    </message>
    <message>
        <source>Alerts</source>
        <translation>Alertas</translation>
    </message>
    <message>
        <source>Alert</source>
        <translation>Alerta</translation>
    </message>
    <message>
        <source>Out of sight until then (S)</source>
        <translation>Oculta hasta entonces (S)</translation>
    </message>
    <message>
        <source>Done with it (D or Delete); further news of the same thing raises a new alert</source>
        <translation>Asunto resuelto (D o Supr); las novedades sobre lo mismo generan una nueva alerta</translation>
    </message>
    <message>
        <source>Back among the open alerts (R)</source>
        <translation>De vuelta a las alertas abiertas (R)</translation>
    </message>
    <message>
        <source>Choose an alert to see what changed, why it matters and what it rests on.</source>
        <translation>Elija una alerta para ver qué ha cambiado, por qué importa y en qué se basa.</translation>
    </message>
    <message>
        <source>For &amp;1 day</source>
        <translation>Durante &amp;1 día</translation>
    </message>
    <message>
        <source>For 1 &amp;week</source>
        <translation>Durante 1 &amp;semana</translation>
    </message>
    <message>
        <source>Until a d&amp;ate …</source>
        <translation>Hasta una &amp;fecha…</translation>
    </message>
    <message>
        <source>No alerts yet</source>
        <translation>Aún no hay alertas</translation>
    </message>
    <message>
        <source>Reading the alerts …</source>
        <translation>Leyendo las alertas…</translation>
    </message>
    <message>
        <source>A monitor tells here when something about its company has changed enough to matter: what, by how much, why it matters and what it rests on.</source>
        <translation>Un seguimiento avisa aquí cuando algo de su empresa ha cambiado lo suficiente como para importar: qué, cuánto, por qué importa y en qué se basa.</translation>
    </message>
    <message>
        <source>All worked off</source>
        <translation>Todo tramitado</translation>
    </message>
    <message>
        <source>No alert matches</source>
        <translation>Ninguna alerta coincide</translation>
    </message>
    <message>
        <source>Nothing is open. What was snoozed or dismissed is a filter away.</source>
        <translation>No hay nada abierto. Lo pospuesto o descartado se ve con el filtro.</translation>
    </message>
    <message>
        <source>Choose another state, company or kind.</source>
        <translation>Elija otro estado, otra empresa u otro tipo.</translation>
    </message>
</context>
<context>
    <name>consultantos::AnalysisController</name>
    <message>
        <source>The analysis was cancelled.</source>
        <translation>Se ha cancelado el análisis.</translation>
    </message>
    <message>
        <source>Importing %1</source>
        <translation>Importando %1</translation>
    </message>
    <message>
        <source>This program can&apos;t import files.</source>
        <translation>Este programa no puede importar archivos.</translation>
    </message>
</context>
<context>
    <name>consultantos::AnswerBar</name>
    <message>
        <source>Value</source>
        <translation>Valor</translation>
    </message>
    <message>
        <source>Unit</source>
        <translation>Unidad</translation>
    </message>
    <message>
        <source>Line</source>
        <translation>Partida</translation>
    </message>
    <message>
        <source>Year</source>
        <translation>Año</translation>
    </message>
    <message>
        <source>Where it is from, or drop a file here</source>
        <translation>De dónde procede, o suelte aquí un archivo</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>Fuente</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>Responder</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
    <message>
        <source>on the scale from one to five</source>
        <translation>en la escala de uno a cinco</translation>
    </message>
    <message>
        <source>as a share</source>
        <translation>como proporción</translation>
    </message>
    <message>
        <source>as an index</source>
        <translation>como índice</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no number.</source>
        <translation>«%1» no es un número.</translation>
    </message>
    <message>
        <source>Say where it is from.</source>
        <translation>Indique de dónde procede.</translation>
    </message>
</context>
<context>
    <name>consultantos::AnswerView</name>
    <message>
        <source>I&amp;mport documents …</source>
        <translation>I&amp;mportar documentos…</translation>
    </message>
    <message>
        <source>&amp;Copy with sources</source>
        <translation>&amp;Copiar con las fuentes</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>Respuesta</translation>
    </message>
    <message>
        <source>How it was computed</source>
        <translation>Cómo se ha calculado</translation>
    </message>
    <message>
        <source>Enter shows a figure in its document.</source>
        <translation>Intro muestra una cifra en su documento.</translation>
    </message>
</context>
<context>
    <name>consultantos::ApiPanel</name>
    <message>
        <source>Copy token</source>
        <translation>Copiar el token</translation>
    </message>
    <message>
        <source>Show description</source>
        <translation>Mostrar la descripción</translation>
    </message>
    <message>
        <source>Whoever has it may do here what you may. Give it to programs of your own alone.</source>
        <translation>Quien lo tenga puede hacer aquí lo mismo que usted. Déselo solo a sus propios programas.</translation>
    </message>
    <message>
        <source>All that the API can be asked, in the browser.</source>
        <translation>Todo lo que se puede solicitar a la API, en el navegador.</translation>
    </message>
    <message>
        <source>Answers at %1. The token is in %2.</source>
        <translation>Responde en %1. El token está en %2.</translation>
    </message>
    <message>
        <source>Does not answer.</source>
        <translation>No responde.</translation>
    </message>
    <message>
        <source>The token can&apos;t be read: %1</source>
        <translation>No se puede leer el token: %1</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>Copiado</translation>
    </message>
</context>
<context>
    <name>consultantos::AppActions</name>
    <message>
        <source>&amp;New analysis</source>
        <translation>&amp;Nuevo análisis</translation>
    </message>
    <message>
        <source>&amp;Import files …</source>
        <translation>&amp;Importar archivos…</translation>
    </message>
    <message>
        <source>Import a f&amp;older …</source>
        <translation>Importar una carpe&amp;ta…</translation>
    </message>
    <message>
        <source>Save a &amp;template for client figures …</source>
        <translation>Guardar una p&amp;lantilla para cifras de clientes…</translation>
    </message>
    <message>
        <source>&amp;Watch a folder …</source>
        <translation>&amp;Vigilar una carpeta…</translation>
    </message>
    <message>
        <source>&amp;Analyse</source>
        <translation>&amp;Analizar</translation>
    </message>
    <message>
        <source>Save as &amp;HTML …</source>
        <translation>Guardar como &amp;HTML…</translation>
    </message>
    <message>
        <source>Save as &amp;Markdown …</source>
        <translation>Guardar como &amp;Markdown…</translation>
    </message>
    <message>
        <source>Save as &amp;JSON …</source>
        <translation>Guardar como &amp;JSON…</translation>
    </message>
    <message>
        <source>Save as P&amp;DF …</source>
        <translation>Guardar como P&amp;DF…</translation>
    </message>
    <message>
        <source>Save as &amp;Word document …</source>
        <translation>Guardar como documento de &amp;Word…</translation>
    </message>
    <message>
        <source>Save as &amp;Excel workbook …</source>
        <translation>Guardar como libro de &amp;Excel…</translation>
    </message>
    <message>
        <source>Save as P&amp;owerPoint …</source>
        <translation>Guardar como P&amp;owerPoint…</translation>
    </message>
    <message>
        <source>&amp;Read back a workbook …</source>
        <translation>Incorporar un li&amp;bro…</translation>
    </message>
    <message>
        <source>&amp;Print …</source>
        <translation>Imp&amp;rimir…</translation>
    </message>
    <message>
        <source>&amp;Close report</source>
        <translation>Cerrar el in&amp;forme</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>&amp;Salir</translation>
    </message>
    <message>
        <source>&amp;Undo delete</source>
        <translation>&amp;Deshacer la eliminación</translation>
    </message>
    <message>
        <source>&amp;Copy evidence</source>
        <translation>&amp;Copiar la evidencia</translation>
    </message>
    <message>
        <source>&amp;Find in the library</source>
        <translation>&amp;Buscar en la biblioteca</translation>
    </message>
    <message>
        <source>Find in the &amp;documents</source>
        <translation>Buscar en los docu&amp;mentos</translation>
    </message>
    <message>
        <source>&amp;Ask</source>
        <translation>Preg&amp;untar</translation>
    </message>
    <message>
        <source>What was &amp;sent for this report</source>
        <translation>Lo que se &amp;envió para este informe</translation>
    </message>
    <message>
        <source>&amp;Cancel the analysis</source>
        <translation>&amp;Cancelar el análisis</translation>
    </message>
    <message>
        <source>Compute &amp;anew</source>
        <translation>Calcular de n&amp;uevo</translation>
    </message>
    <message>
        <source>Analyses the company of this report again without using what the cache holds</source>
        <translation>Analiza de nuevo la empresa de este informe sin usar lo que contiene la caché</translation>
    </message>
    <message>
        <source>&amp;Monitor this company …</source>
        <translation>Hacer se&amp;guimiento de esta empresa…</translation>
    </message>
    <message>
        <source>&amp;Full screen</source>
        <translation>&amp;Pantalla completa</translation>
    </message>
    <message>
        <source>&amp;About ConsultantOS</source>
        <translation>&amp;Acerca de ConsultantOS</translation>
    </message>
    <message>
        <source>About &amp;Qt</source>
        <translation>Acerca de &amp;Qt</translation>
    </message>
    <message>
        <source>&amp;Brief</source>
        <translation>&amp;Encargo</translation>
    </message>
    <message>
        <source>&amp;Run</source>
        <translation>E&amp;jecución</translation>
    </message>
    <message>
        <source>R&amp;eports</source>
        <translation>&amp;Informes</translation>
    </message>
    <message>
        <source>Con&amp;versations</source>
        <translation>Con&amp;versaciones</translation>
    </message>
    <message>
        <source>&amp;Documents</source>
        <translation>&amp;Documentos</translation>
    </message>
    <message>
        <source>&amp;Library</source>
        <translation>&amp;Biblioteca</translation>
    </message>
    <message>
        <source>&amp;Forecast</source>
        <translation>&amp;Previsión</translation>
    </message>
    <message>
        <source>Sce&amp;narios</source>
        <translation>E&amp;scenarios</translation>
    </message>
    <message>
        <source>Com&amp;pare</source>
        <translation>&amp;Comparación</translation>
    </message>
    <message>
        <source>&amp;Monitors</source>
        <translation>Se&amp;guimientos</translation>
    </message>
    <message>
        <source>Da&amp;ta sent</source>
        <translation>Da&amp;tos enviados</translation>
    </message>
    <message>
        <source>Model c&amp;osts</source>
        <translation>Costes de &amp;modelos</translation>
    </message>
    <message>
        <source>&amp;Performance</source>
        <translation>&amp;Rendimiento</translation>
    </message>
    <message>
        <source>&amp;Settings</source>
        <translation>A&amp;justes</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Archivo</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>&amp;Editar</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>&amp;Ver</translation>
    </message>
    <message>
        <source>&amp;Go</source>
        <translation>&amp;Ir</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>Ay&amp;uda</translation>
    </message>
    <message>
        <source>Fra&amp;meworks …</source>
        <translation>Mé&amp;todos…</translation>
    </message>
    <message>
        <source>&amp;Support archive …</source>
        <translation>Archivo de &amp;soporte…</translation>
    </message>
    <message>
        <source>Find a &amp;command …</source>
        <translation>Buscar una &amp;orden …</translation>
    </message>
    <message>
        <source>&amp;Help on this</source>
        <translation>&amp;Ayuda sobre esto</translation>
    </message>
    <message>
        <source>&amp;Guide</source>
        <translation>&amp;Guía</translation>
    </message>
    <message>
        <source>Show a &amp;tip</source>
        <translation>Mostrar un &amp;consejo</translation>
    </message>
    <message>
        <source>export report</source>
        <comment>what people may type into the command palette for what saves a report</comment>
        <translation>exportar informe</translation>
    </message>
</context>
<context>
    <name>consultantos::AskController</name>
    <message>
        <source>This program can&apos;t answer questions.</source>
        <translation>Este programa no puede responder preguntas.</translation>
    </message>
</context>
<context>
    <name>consultantos::AskPanel</name>
    <message>
        <source>Ask your documents</source>
        <translation>Pregunte a sus documentos</translation>
    </message>
    <message>
        <source>A figure, a ratio by a definition of your own, a change over years, or what a document says. Each answer shows the page it comes from; none is made up.</source>
        <translation>Una cifra, una ratio definida por usted, una variación a lo largo de los años o lo que dice un documento. Cada respuesta muestra la página de la que procede; ninguna es inventada.</translation>
    </message>
    <message>
        <source>Looking for the answer …</source>
        <translation>Buscando la respuesta…</translation>
    </message>
    <message>
        <source>&amp;Earlier</source>
        <translation>Ante&amp;riores</translation>
    </message>
    <message>
        <source>Questions asked before</source>
        <translation>Preguntas hechas anteriormente</translation>
    </message>
    <message>
        <source>As&amp;k</source>
        <translation>Pre&amp;guntar</translation>
    </message>
</context>
<context>
    <name>consultantos::AskScope</name>
    <message>
        <source>Answer from</source>
        <translation>Responder a partir de</translation>
    </message>
    <message>
        <source>What the answer may be taken from</source>
        <translation>De dónde puede proceder la respuesta</translation>
    </message>
    <message>
        <source>From everything</source>
        <translation>De todo</translation>
    </message>
    <message>
        <source>About this company (none is open)</source>
        <translation>Sobre esta empresa (no hay ninguna abierta)</translation>
    </message>
    <message>
        <source>About %1</source>
        <translation>Sobre %1</translation>
    </message>
    <message>
        <source>From this document (none is open)</source>
        <translation>De este documento (no hay ninguno abierto)</translation>
    </message>
    <message>
        <source>From %1</source>
        <translation>De %1</translation>
    </message>
</context>
<context>
    <name>consultantos::AssumptionModel</name>
    <message>
        <source>not reported: type a value of your own</source>
        <translation>no publicado: escriba un valor propio</translation>
    </message>
    <message>
        <source>yours</source>
        <translation>propio</translation>
    </message>
    <message>
        <source>judgement: %1</source>
        <translation>apreciación: %1</translation>
    </message>
    <message>
        <source>Type a value of your own; empty goes back to the source.</source>
        <translation>Escriba un valor propio; si lo deja vacío, se vuelve a la fuente.</translation>
    </message>
    <message>
        <source>Assumption</source>
        <translation>Supuesto</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Valor</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>Fuente</translation>
    </message>
    <message>
        <source>&quot;%1&quot; isn&apos;t a number; the cell keeps its value.</source>
        <translation>«%1» no es un número; la celda conserva su valor.</translation>
    </message>
</context>
<context>
    <name>consultantos::AssumptionPanel</name>
    <message>
        <source>Gro&amp;wth at least</source>
        <translation>Crecimiento mí&amp;nimo</translation>
    </message>
    <message>
        <source>Growth at mo&amp;st</source>
        <translation>Crecimiento má&amp;ximo</translation>
    </message>
    <message>
        <source>Fade to a growth of</source>
        <translation>Atenuar hasta un crecimiento de</translation>
    </message>
    <message>
        <source>&amp;Reset to the forecast</source>
        <translation>&amp;Restablecer la previsión</translation>
    </message>
    <message>
        <source>The program&apos;s choice</source>
        <translation>La elección del programa</translation>
    </message>
    <message>
        <source>Steps until the fade has ended</source>
        <translation>Pasos hasta el final de la atenuación</translation>
    </message>
    <message>
        <source>within </source>
        <translation>en </translation>
    </message>
    <message>
        <source> steps</source>
        <translation> pasos</translation>
    </message>
    <message>
        <source>Method</source>
        <translation>Método</translation>
    </message>
    <message>
        <source> %</source>
        <translation>&#xa0;%</translation>
    </message>
    <message>
        <source> % %1</source>
        <translation>&#xa0;% %1</translation>
    </message>
    <message>
        <source>Single steps are changed in the table of values; they are marked as yours everywhere.</source>
        <translation>Los pasos individuales se cambian en la tabla de valores; en todas partes se marcan como propios.</translation>
    </message>
    <message numerus="yes">
        <source>%n step(s) have a value of your own.</source>
        <translation>
            <numerusform>%n paso tiene un valor propio.</numerusform>
            <numerusform>%n pasos tienen un valor propio.</numerusform>
        </translation>
    </message>
    <message>
        <source>Whose growth it fades to</source>
        <translation>Crecimiento hasta el que se atenúa</translation>
    </message>
    <message>
        <source>a rate of your own</source>
        <translation>una tasa propia</translation>
    </message>
    <message>
        <source>the industry&apos;s, %1</source>
        <translation>el del sector, %1</translation>
    </message>
    <message>
        <source>the country&apos;s economy, %1</source>
        <translation>el de la economía del país, %1</translation>
    </message>
    <message>
        <source>the world&apos;s economy, %1</source>
        <translation>el de la economía mundial, %1</translation>
    </message>
</context>
<context>
    <name>consultantos::BacktestTableModel</name>
    <message>
        <source>Its error as a share of the naive forecast&apos;s: below 100 % is better</source>
        <translation>Su error en proporción al de la previsión ingenua: por debajo del 100&#xa0;% es mejor</translation>
    </message>
    <message>
        <source>Known until</source>
        <translation>Conocido hasta</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>Pasos</translation>
    </message>
    <message>
        <source>Method</source>
        <translation>Método</translation>
    </message>
    <message>
        <source>Mean error</source>
        <translation>Error medio</translation>
    </message>
    <message>
        <source>MASE</source>
        <translation>MASE</translation>
    </message>
    <message>
        <source>Against naive</source>
        <translation>Frente al ingenuo</translation>
    </message>
</context>
<context>
    <name>consultantos::BesideModel</name>
    <message>
        <source>Company</source>
        <translation>Empresa</translation>
    </message>
    <message>
        <source>Rank</source>
        <translation>Posición</translation>
    </message>
    <message>
        <source>Percentile</source>
        <translation>Percentil</translation>
    </message>
    <message>
        <source>Year to %1. Enter or click shows where it comes from</source>
        <translation>Año hasta el %1. Intro o un clic muestra de dónde procede</translation>
    </message>
    <message>
        <source>In FY%1</source>
        <translation>Ejercicio %1</translation>
    </message>
    <message>
        <source>In FY%1, among %2 companies of the sectors</source>
        <translation>Ejercicio %1, entre %2 empresas de los sectores</translation>
    </message>
    <message>
        <source>%1 (%2 to %3)</source>
        <translation>%1 (%2 a %3)</translation>
    </message>
    <message>
        <source>Enter or click shows it in its report</source>
        <translation>Intro o un clic lo muestra en su informe</translation>
    </message>
    <message>
        <source>Section</source>
        <translation>Sección</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
</context>
<context>
    <name>consultantos::BriefForecast</name>
    <message>
        <source>Forecast the main figures, with intervals</source>
        <translation>Prever las cifras principales, con intervalos</translation>
    </message>
    <message>
        <source>How many fiscal years are forecast</source>
        <translation>Cuántos ejercicios se prevén</translation>
    </message>
    <message>
        <source>its industry&apos;s, where one is published</source>
        <translation>el de su sector, donde se publique</translation>
    </message>
    <message>
        <source>that of its country&apos;s economy</source>
        <translation>el de la economía de su país</translation>
    </message>
    <message>
        <source>that of the world&apos;s economy</source>
        <translation>el de la economía mundial</translation>
    </message>
    <message>
        <source>a rate of your own</source>
        <translation>una tasa propia</translation>
    </message>
    <message>
        <source> % a year</source>
        <translation> % al año</translation>
    </message>
    <message>
        <source>Growth a year that it fades to</source>
        <translation>Crecimiento anual hacia el que converge</translation>
    </message>
    <message>
        <source>Revenue&apos;s growth fades to</source>
        <translation>El crecimiento de los ingresos converge hacia</translation>
    </message>
    <message>
        <source>The report shows the revenue a second time, with its growth going over to this rate within five years.</source>
        <translation>El informe muestra los ingresos una segunda vez, con su crecimiento pasando a esta tasa en cinco años.</translation>
    </message>
    <message>
        <source>year</source>
        <translation>año</translation>
    </message>
    <message>
        <source>years</source>
        <translation>años</translation>
    </message>
</context>
<context>
    <name>consultantos::BriefPage</name>
    <message>
        <source>New analysis</source>
        <translation>Nuevo análisis</translation>
    </message>
    <message>
        <source>Name a company and what you want to know. Every number of the report leads back to the filing it comes from.</source>
        <translation>Indique una empresa y lo que quiere saber. Cada número del informe remite a la presentación regulatoria de la que procede.</translation>
    </message>
    <message>
        <source>&amp;Analyse</source>
        <translation>Anali&amp;zar</translation>
    </message>
    <message>
        <source>Name, ticker or CIK, for example Tesla</source>
        <translation>Nombre, símbolo bursátil o CIK, por ejemplo, Tesla</translation>
    </message>
    <message>
        <source>&amp;Company</source>
        <translation>Em&amp;presa</translation>
    </message>
    <message>
        <source>The company&apos;s own</source>
        <translation>El de la empresa</translation>
    </message>
    <message>
        <source>&amp;Industry</source>
        <translation>&amp;Sector</translation>
    </message>
    <message>
        <source>For example: How resilient is its margin?</source>
        <translation>Por ejemplo: ¿Es resistente su margen?</translation>
    </message>
    <message>
        <source>&amp;Question</source>
        <translation>Pre&amp;gunta</translation>
    </message>
    <message>
        <source>Decides which evidence comes first. Optional.</source>
        <translation>Decide qué evidencia va primero. Opcional.</translation>
    </message>
    <message>
        <source>Quick</source>
        <translation>Rápido</translation>
    </message>
    <message>
        <source>Standard</source>
        <translation>Estándar</translation>
    </message>
    <message>
        <source>Deep</source>
        <translation>A fondo</translation>
    </message>
    <message>
        <source>&amp;Depth</source>
        <translation>Pro&amp;fundidad</translation>
    </message>
    <message>
        <source>&amp;Report and weights</source>
        <translation>Informe &amp;y pesos</translation>
    </message>
    <message>
        <source>What an option&apos;s impact, feasibility, risk and time count when recommendations are ranked.</source>
        <translation>Cuánto cuentan la repercusión, la viabilidad, el riesgo y el tiempo de una opción al ordenar las recomendaciones.</translation>
    </message>
    <message>
        <source>&amp;Language of the report</source>
        <translation>I&amp;dioma del informe</translation>
    </message>
    <message>
        <source>For example Germany or Europe</source>
        <translation>Por ejemplo, España o Europa</translation>
    </message>
    <message>
        <source>&amp;Region</source>
        <translation>&amp;Región</translation>
    </message>
    <message>
        <source>What the analysis should know, in your own words</source>
        <translation>Lo que el análisis debe saber, con sus propias palabras</translation>
    </message>
    <message>
        <source>Conte&amp;xt</source>
        <translation>Conte&amp;xto</translation>
    </message>
    <message>
        <source>In the reporting currency</source>
        <translation>En la moneda de presentación</translation>
    </message>
    <message>
        <source>&amp;Market value</source>
        <translation>Valor de &amp;mercado</translation>
    </message>
    <message>
        <source>&amp;Forecasts</source>
        <translation>Previsio&amp;nes</translation>
    </message>
    <message>
        <source>Documents and facts files</source>
        <translation>Documentos y archivos de datos</translation>
    </message>
    <message>
        <source>Imported before the analysis starts. Files dropped elsewhere on the window are imported at once.</source>
        <translation>Se importan antes de que empiece el análisis. Los archivos que se sueltan en otro lugar de la ventana se importan de inmediato.</translation>
    </message>
    <message>
        <source>Frameworks</source>
        <translation>Métodos</translation>
    </message>
    <message>
        <source>How hard rivals, suppliers, buyers, entrants and substitutes press on profit.</source>
        <translation>Con qué fuerza presionan el beneficio los rivales, proveedores, clientes, nuevos competidores y productos sustitutivos.</translation>
    </message>
    <message>
        <source>What stands out against peers, and the options that follow from joining inside and outside.</source>
        <translation>Lo que destaca frente a los comparables y las opciones que resultan de combinar lo interno y lo externo.</translation>
    </message>
    <message>
        <source>Which political, economic, social, technological, ecological and legal factors bear on which line.</source>
        <translation>Qué factores políticos, económicos, sociales, tecnológicos, ecológicos y legales afectan a cada partida.</translation>
    </message>
    <message>
        <source>The strategy canvas against rivals: what to eliminate, reduce, raise and create.</source>
        <translation>El cuadro estratégico frente a los rivales: qué eliminar, reducir, incrementar y crear.</translation>
    </message>
    <message>
        <source>Where growth came from and could come from, and the risk of each move.</source>
        <translation>De dónde vino y podría venir el crecimiento, y el riesgo de cada movimiento.</translation>
    </message>
    <message>
        <source>Each business by growth and share, and the cash that it makes or takes.</source>
        <translation>Cada negocio según su crecimiento y cuota, y el efectivo que genera o consume.</translation>
    </message>
    <message>
        <source>What each activity costs, how that compares, and what moved the margin.</source>
        <translation>Cuánto cuesta cada actividad, cómo se compara y qué ha movido el margen.</translation>
    </message>
    <message>
        <source>Which resources are valuable, rare, hard to imitate and used.</source>
        <translation>Qué recursos son valiosos, raros, difíciles de imitar y aprovechados.</translation>
    </message>
    <message>
        <source>The strategic triangle and the gap to rivals, in money.</source>
        <translation>El triángulo estratégico y la distancia con los rivales, en dinero.</translation>
    </message>
    <message>
        <source>The two uncertainties that weigh most, and four worlds of what is earned.</source>
        <translation>Las dos incertidumbres de más peso y cuatro mundos de lo que se gana.</translation>
    </message>
    <message>
        <source>Return as margin times turns, growth by its parts, and the tests to make.</source>
        <translation>La rentabilidad como margen por rotación, el crecimiento por sus partes y las pruebas que hacer.</translation>
    </message>
    <message>
        <source>Name a company.</source>
        <translation>Indique una empresa.</translation>
    </message>
    <message numerus="yes">
        <source>A company&apos;s name has at most %n characters.</source>
        <translation>
            <numerusform>El nombre de una empresa tiene como máximo %n carácter.</numerusform>
            <numerusform>El nombre de una empresa tiene como máximo %n caracteres.</numerusform>
        </translation>
    </message>
    <message>
        <source>Not a positive number. Example: %1</source>
        <translation>No es un número positivo. Ejemplo: %1</translation>
    </message>
    <message>
        <source>Not among the known companies. Choose an industry or add a file unless it is another name of one.</source>
        <translation>No figura entre las empresas conocidas. Elija un sector o añada un archivo, salvo que sea otro nombre de una de ellas.</translation>
    </message>
    <message>
        <source>Altman&apos;s Z-score needs it. Optional.</source>
        <translation>La Z de Altman lo necesita. Opcional.</translation>
    </message>
    <message>
        <source>Choose at least one framework.</source>
        <translation>Elija al menos un método.</translation>
    </message>
    <message>
        <source>An analysis is running.</source>
        <translation>Hay un análisis en curso.</translation>
    </message>
    <message>
        <source>The most important findings of each framework.</source>
        <translation>Los hallazgos más importantes de cada método.</translation>
    </message>
    <message>
        <source>What a first meeting needs: the leading findings with their reasons.</source>
        <translation>Lo que necesita una primera reunión: los hallazgos principales con sus motivos.</translation>
    </message>
    <message>
        <source>Everything that the facts and playbooks carry.</source>
        <translation>Todo lo que permiten los datos y el conocimiento sectorial.</translation>
    </message>
    <message>
        <source>Drivers, weights, scales and texts: copy one and make it yours</source>
        <translation>Factores, pesos, escalas y textos: copie un método y adáptelo</translation>
    </message>
    <message>
        <source>Edit this framework …</source>
        <translation>Editar este método…</translation>
    </message>
    <message>
        <source>Edi&amp;t frameworks …</source>
        <translation>Edi&amp;tar los métodos…</translation>
    </message>
</context>
<context>
    <name>consultantos::BudgetBars</name>
    <message>
        <source>Today</source>
        <translation>Hoy</translation>
    </message>
    <message>
        <source>This engagement</source>
        <translation>Este proyecto</translation>
    </message>
    <message>
        <source>A report</source>
        <translation>Un informe</translation>
    </message>
    <message>
        <source>%1: %2 of %3</source>
        <translation>%1: %2 de %3</translation>
    </message>
    <message>
        <source>– nearly used up: what could pass it is refused.</source>
        <translation>– casi agotado: se rechaza lo que pueda superarlo.</translation>
    </message>
</context>
<context>
    <name>consultantos::CachePanel</name>
    <message>
        <source>Whole analyses</source>
        <translation>Análisis completos</translation>
    </message>
    <message>
        <source>Results of agents</source>
        <translation>Resultados de agentes</translation>
    </message>
    <message>
        <source>Documents read</source>
        <translation>Documentos leídos</translation>
    </message>
    <message>
        <source>Searches</source>
        <translation>Búsquedas</translation>
    </message>
    <message>
        <source>Replies of models</source>
        <translation>Respuestas de modelos</translation>
    </message>
    <message>
        <source>Prompts to compare</source>
        <translation>Consultas para comparar</translation>
    </message>
    <message>
        <source>Replies that were wrong</source>
        <translation>Respuestas erróneas</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1&#xa0;%</translation>
    </message>
    <message>
        <source>Levels of the cache</source>
        <translation>Niveles de la caché</translation>
    </message>
    <message>
        <source>Level</source>
        <translation>Nivel</translation>
    </message>
    <message>
        <source>Entries</source>
        <translation>Entradas</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Tamaño</translation>
    </message>
    <message>
        <source>At most</source>
        <translation>Máximo</translation>
    </message>
    <message>
        <source>Hits</source>
        <translation>Aciertos</translation>
    </message>
    <message>
        <source>Use of the cache by kind</source>
        <translation>Uso de la caché por tipo</translation>
    </message>
    <message>
        <source>What was kept</source>
        <translation>Lo que se ha guardado</translation>
    </message>
    <message>
        <source>Computed</source>
        <translation>Calculado</translation>
    </message>
    <message>
        <source>Hit rate</source>
        <translation>Tasa de aciertos</translation>
    </message>
    <message>
        <source>Saved</source>
        <translation>Ahorrado</translation>
    </message>
    <message>
        <source>Money</source>
        <translation>Dinero</translation>
    </message>
    <message>
        <source>Empty</source>
        <translation>Vaciar</translation>
    </message>
    <message>
        <source>What to empty</source>
        <translation>Qué vaciar</translation>
    </message>
    <message>
        <source>Everything</source>
        <translation>Todo</translation>
    </message>
    <message>
        <source>Whose results to empty</source>
        <translation>De quién se vacían los resultados</translation>
    </message>
    <message>
        <source>All companies</source>
        <translation>Todas las empresas</translation>
    </message>
    <message>
        <source>Since %1 the cache has answered %2 of what was asked and saved %3 of computation and %4 of money, in the currency of the models&apos; prices.</source>
        <translation>Desde el %1, la caché ha respondido %2 de lo consultado y ha ahorrado %3 de cálculo y %4 de dinero, en la moneda de los precios de los modelos.</translation>
    </message>
    <message>
        <source>Nothing was asked of the cache yet.</source>
        <translation>Aún no se ha consultado nada a la caché.</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>Memoria</translation>
    </message>
    <message>
        <source>Redis</source>
        <translation>Redis</translation>
    </message>
    <message>
        <source>Disk</source>
        <translation>Disco</translation>
    </message>
    <message>
        <source>%1 (not in use)</source>
        <translation>%1 (sin usar)</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Reports, documents and facts stay. What is asked again is computed anew, which takes its time, and where a language model helped costs money once more.</source>
        <translation>Los informes, documentos y datos se conservan. Lo que se vuelva a pedir se calcula de nuevo, lo que lleva tiempo y, donde ayudó un modelo de lenguaje, vuelve a costar dinero.</translation>
    </message>
    <message>
        <source>Only what was computed for %1.</source>
        <translation>Solo lo que se calculó para %1.</translation>
    </message>
    <message>
        <source>Empty the cache: %1?</source>
        <translation>¿Vaciar la caché: %1?</translation>
    </message>
</context>
<context>
    <name>consultantos::ChartFrame</name>
    <message>
        <source>Show as a table</source>
        <translation>Mostrar como tabla</translation>
    </message>
    <message>
        <source>Show as a table: %1</source>
        <translation>Mostrar como tabla: %1</translation>
    </message>
</context>
<context>
    <name>consultantos::ChartGrid</name>
    <message>
        <source>price unknown</source>
        <translation>precio desconocido</translation>
    </message>
    <message>
        <source>%1 tokens, %2</source>
        <translation>%1 tokens, %2</translation>
    </message>
    <message>
        <source>%1 calls, %2 from the cache</source>
        <translation>%1 llamadas, %2 de la caché</translation>
    </message>
    <message>
        <source>Requests per minute</source>
        <translation>Peticiones por minuto</translation>
    </message>
    <message>
        <source>Response time</source>
        <translation>Tiempo de respuesta</translation>
    </message>
    <message>
        <source>Look-ups that the cache answered</source>
        <translation>Consultas respondidas por la caché</translation>
    </message>
    <message>
        <source>Bytes in the cache</source>
        <translation>Bytes en la caché</translation>
    </message>
    <message>
        <source>Time of store operations</source>
        <translation>Tiempo de las operaciones de los almacenes</translation>
    </message>
    <message>
        <source>Time saved by the cache</source>
        <translation>Tiempo ahorrado por la caché</translation>
    </message>
    <message>
        <source>Saved by the cache</source>
        <translation>Ahorrado por la caché</translation>
    </message>
    <message>
        <source>Failures per minute</source>
        <translation>Fallos por minuto</translation>
    </message>
    <message>
        <source>Memory of the program</source>
        <translation>Memoria del programa</translation>
    </message>
    <message>
        <source>Time of models&apos; answers</source>
        <translation>Tiempo de respuesta de los modelos</translation>
    </message>
    <message>
        <source>Limiter of models&apos; calls</source>
        <translation>Limitador de llamadas a modelos</translation>
    </message>
    <message>
        <source>No language model was asked in this time.</source>
        <translation>En este tiempo no se ha consultado ningún modelo de lenguaje.</translation>
    </message>
    <message>
        <source>Tokens and cost by model</source>
        <translation>Tokens y coste por modelo</translation>
    </message>
    <message>
        <source>Tokens and cost by agent</source>
        <translation>Tokens y coste por agente</translation>
    </message>
    <message>
        <source>%1 over %2</source>
        <translation>%1 &gt; %2</translation>
    </message>
    <message>
        <source>under %1</source>
        <translation>por debajo de %1</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Terminados</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Fallidos</translation>
    </message>
    <message>
        <source>Level 1</source>
        <translation>Nivel 1</translation>
    </message>
    <message>
        <source>Level 2</source>
        <translation>Nivel 2</translation>
    </message>
    <message>
        <source>Level 3</source>
        <translation>Nivel 3</translation>
    </message>
    <message>
        <source>Saved</source>
        <translation>Ahorrado</translation>
    </message>
    <message>
        <source>Requests</source>
        <translation>Peticiones</translation>
    </message>
    <message>
        <source>Agents</source>
        <translation>Agentes</translation>
    </message>
    <message>
        <source>Calls of models</source>
        <translation>Llamadas a modelos</translation>
    </message>
    <message>
        <source>Cache</source>
        <translation>Caché</translation>
    </message>
    <message>
        <source>Allowed a second</source>
        <translation>Permitidas por segundo</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>En espera</translation>
    </message>
    <message>
        <source>Providers left alone</source>
        <translation>Proveedores en pausa</translation>
    </message>
    <message>
        <source>Cache level 1</source>
        <translation>Caché, nivel 1</translation>
    </message>
    <message>
        <source>All else</source>
        <translation>Todo lo demás</translation>
    </message>
    <message>
        <source>%1 in this time</source>
        <translation>%1 en este tiempo</translation>
    </message>
    <message>
        <source>%1 and %2 in this time</source>
        <translation>%1 y %2 en este tiempo</translation>
    </message>
</context>
<context>
    <name>consultantos::ChatController</name>
    <message>
        <source>This program can&apos;t answer questions.</source>
        <translation>Este programa no puede responder preguntas.</translation>
    </message>
</context>
<context>
    <name>consultantos::ChatPage</name>
    <message>
        <source>Ask about a company, a report or a document</source>
        <translation>Pregunte sobre una empresa, un informe o un documento</translation>
    </message>
    <message>
        <source>Figures are always computed from facts; each sentence shows what it rests on. A short question leans on the one before it: &quot;And the year before?&quot;</source>
        <translation>Las cifras se calculan siempre a partir de datos; cada frase muestra en qué se basa. Una pregunta corta se apoya en la anterior: «¿Y el año anterior?»</translation>
    </message>
    <message>
        <source>What was Tesla&apos;s gross margin in FY2023?</source>
        <translation>¿Cuál fue el margen bruto de Tesla en 2023?</translation>
    </message>
    <message>
        <source>How did Apple&apos;s revenue grow from FY2021 to FY2023?</source>
        <translation>¿Cómo crecieron los ingresos de Apple de 2021 a 2023?</translation>
    </message>
    <message>
        <source>What do the documents say about suppliers?</source>
        <translation>¿Qué dicen los documentos sobre los proveedores?</translation>
    </message>
    <message>
        <source>As&amp;k</source>
        <translation>Pre&amp;guntar</translation>
    </message>
    <message>
        <source>Sto&amp;p</source>
        <translation>&amp;Detener</translation>
    </message>
    <message>
        <source>Esc: what was written until then is checked and kept</source>
        <translation>Esc: lo escrito hasta ese momento se comprueba y se conserva</translation>
    </message>
    <message>
        <source>Nothing is sent to %1: the built-in engine answers. %2Ask me again%3 at the next question.</source>
        <translation>No se envía nada a %1: responde el motor integrado. %2Volver a preguntarme%3 en la próxima pregunta.</translation>
    </message>
    <message>
        <source>Written by %1 from numbered evidence; every figure is checked.</source>
        <translation>Escrito por %1 a partir de evidencia numerada; se comprueba cada cifra.</translation>
    </message>
    <message>
        <source>The built-in engine answers from your facts and documents. For free conversation, %1choose a language model in the settings%2.</source>
        <translation>El motor integrado responde a partir de sus datos y documentos. Para conversar libremente, %1elija un modelo de lenguaje en los ajustes%2.</translation>
    </message>
</context>
<context>
    <name>consultantos::CommandPalette</name>
    <message>
        <source>Nothing fits. Type other letters, or press Escape.</source>
        <translation>Nada coincide. Escriba otras letras o pulse Escape.</translation>
    </message>
    <message>
        <source>Commands</source>
        <translation>Órdenes</translation>
    </message>
    <message>
        <source>Type a command, a company, a report, a setting or a help topic</source>
        <translation>Escriba una orden, una empresa, un informe, un ajuste o un tema de ayuda</translation>
    </message>
    <message>
        <source>Command</source>
        <translation>Orden</translation>
    </message>
    <message>
        <source>What fits</source>
        <translation>Lo que coincide</translation>
    </message>
</context>
<context>
    <name>consultantos::CompaniesView</name>
    <message>
        <source>&amp;Copy</source>
        <translation>&amp;Copiar</translation>
    </message>
    <message>
        <source>&amp;Save …</source>
        <translation>&amp;Guardar…</translation>
    </message>
    <message>
        <source>Figure or framework</source>
        <translation>Cifra o método</translation>
    </message>
    <message>
        <source>Years</source>
        <translation>Años</translation>
    </message>
    <message>
        <source>By</source>
        <translation>Por</translation>
    </message>
    <message>
        <source>Comparison</source>
        <translation>Comparación</translation>
    </message>
    <message>
        <source>Framework: %1</source>
        <translation>Método: %1</translation>
    </message>
    <message>
        <source>No kept report has this framework</source>
        <translation>Ningún informe guardado contiene este método</translation>
    </message>
    <message>
        <source>Choose two companies or more</source>
        <translation>Elija dos o más empresas</translation>
    </message>
    <message>
        <source>Up to five stand beside each other, by any figure of their facts or any framework of their kept reports.</source>
        <translation>Se pueden comparar hasta cinco, según cualquier cifra de sus datos o cualquier método de sus informes guardados.</translation>
    </message>
    <message>
        <source>%1, per cent</source>
        <translation>%1, en porcentaje</translation>
    </message>
    <message>
        <source>%1, millions of %2</source>
        <translation>%1, en millones de %2</translation>
    </message>
    <message>
        <source>Ranked by FY%1, the highest first; percentiles among %2 companies of the sectors.</source>
        <translation>Clasificación según el ejercicio %1, de mayor a menor; percentiles entre %2 empresas de los sectores.</translation>
    </message>
    <message>
        <source>Ranked by FY%1, the lowest first; percentiles among %2 companies of the sectors.</source>
        <translation>Clasificación según el ejercicio %1, de menor a mayor; percentiles entre %2 empresas de los sectores.</translation>
    </message>
    <message>
        <source>From the newest kept report of each company.</source>
        <translation>Del informe guardado más reciente de cada empresa.</translation>
    </message>
</context>
<context>
    <name>consultantos::CompanyBar</name>
    <message>
        <source>%1, pinned</source>
        <translation>%1, fijada</translation>
    </message>
    <message>
        <source>Takes %1 into the brief</source>
        <translation>Lleva %1 al encargo</translation>
    </message>
    <message>
        <source>&amp;Unpin</source>
        <translation>&amp;Soltar</translation>
    </message>
    <message>
        <source>&amp;Pin</source>
        <translation>&amp;Fijar</translation>
    </message>
</context>
<context>
    <name>consultantos::CompanyPicker</name>
    <message>
        <source>A&amp;dd</source>
        <translation>Aña&amp;dir</translation>
    </message>
    <message>
        <source>Company</source>
        <translation>Empresa</translation>
    </message>
    <message>
        <source>Name or ticker of a company</source>
        <translation>Nombre o símbolo bursátil</translation>
    </message>
    <message>
        <source>Take %1 away</source>
        <translation>Quitar %1</translation>
    </message>
    <message>
        <source>No more than %1 companies stand beside each other</source>
        <translation>No se pueden comparar más de %1 empresas</translation>
    </message>
</context>
<context>
    <name>consultantos::ComparePage</name>
    <message>
        <source>Compare</source>
        <translation>Comparación</translation>
    </message>
    <message>
        <source>Two reports</source>
        <translation>Dos informes</translation>
    </message>
    <message>
        <source>Companies</source>
        <translation>Empresas</translation>
    </message>
</context>
<context>
    <name>consultantos::ConditionForm</name>
    <message>
        <source>Add a case</source>
        <translation>Añadir un caso</translation>
    </message>
    <message>
        <source>If</source>
        <translation>Si</translation>
    </message>
    <message>
        <source>Else, if</source>
        <translation>Si no, si</translation>
    </message>
    <message>
        <source>Always</source>
        <translation>Siempre</translation>
    </message>
    <message>
        <source>Otherwise</source>
        <translation>En otro caso</translation>
    </message>
    <message>
        <source>How the conditions are joined</source>
        <translation>Cómo se unen las condiciones</translation>
    </message>
    <message>
        <source>all of these hold</source>
        <translation>se cumplen todas</translation>
    </message>
    <message>
        <source>any of these holds</source>
        <translation>se cumple alguna</translation>
    </message>
    <message>
        <source>Add a condition</source>
        <translation>Añadir una condición</translation>
    </message>
    <message>
        <source>Remove the case</source>
        <translation>Quitar el caso</translation>
    </message>
    <message>
        <source>Earlier</source>
        <translation>Antes</translation>
    </message>
    <message>
        <source>The first case that holds is taken</source>
        <translation>Se toma el primer caso que se cumple</translation>
    </message>
    <message>
        <source>The sentence</source>
        <translation>La frase</translation>
    </message>
    <message>
        <source>Figure</source>
        <translation>Indicador</translation>
    </message>
    <message>
        <source>Number or figure</source>
        <translation>Número o indicador</translation>
    </message>
    <message>
        <source>Comparison</source>
        <translation>Comparación</translation>
    </message>
    <message>
        <source>is above</source>
        <translation>es superior a</translation>
    </message>
    <message>
        <source>is at least</source>
        <translation>es al menos</translation>
    </message>
    <message>
        <source>is below</source>
        <translation>es inferior a</translation>
    </message>
    <message>
        <source>is at most</source>
        <translation>es como mucho</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Quitar</translation>
    </message>
    <message>
        <source>Remove the condition</source>
        <translation>Quitar la condición</translation>
    </message>
</context>
<context>
    <name>consultantos::ConversationList</name>
    <message>
        <source>Search conversations</source>
        <translation>Buscar en las conversaciones</translation>
    </message>
    <message>
        <source>Conversations</source>
        <translation>Conversaciones</translation>
    </message>
    <message>
        <source>&amp;Rename</source>
        <translation>&amp;Renombrar</translation>
    </message>
    <message>
        <source>New conversation</source>
        <translation>Conversación nueva</translation>
    </message>
    <message>
        <source>Rename the conversation</source>
        <translation>Cambiar el nombre de la conversación</translation>
    </message>
    <message>
        <source>Delete the conversation</source>
        <translation>Eliminar la conversación</translation>
    </message>
    <message>
        <source>Conversations are kept here.</source>
        <translation>Las conversaciones se guardan aquí.</translation>
    </message>
    <message>
        <source>No conversation holds these words.</source>
        <translation>Ninguna conversación contiene estas palabras.</translation>
    </message>
    <message>
        <source>&amp;Delete</source>
        <translation>&amp;Eliminar</translation>
    </message>
    <message>
        <source>The conversation &quot;%1&quot; was deleted.</source>
        <translation>Se eliminó la conversación «%1».</translation>
    </message>
</context>
<context>
    <name>consultantos::CorrelationPanel</name>
    <message>
        <source>Take the &amp;nearest that can hold</source>
        <translation>Tomar las más &amp;próximas posibles</translation>
    </message>
    <message>
        <source>Correlations of the drivers</source>
        <translation>Correlaciones de los factores</translation>
    </message>
    <message>
        <source>Two uncertain drivers are needed for a correlation.</source>
        <translation>Para una correlación se necesitan dos factores inciertos.</translation>
    </message>
    <message>
        <source>Each driver moves on its own. A number from -1 to 1 in a cell lets two move together; 0 or nothing takes it out.</source>
        <translation>Cada factor se mueve por separado. Un número de -1 a 1 en una celda hace que dos se muevan conjuntamente; 0 o una celda vacía elimina la correlación.</translation>
    </message>
    <message>
        <source>These correlations can hold together.</source>
        <translation>Estas correlaciones son compatibles entre sí.</translation>
    </message>
    <message>
        <source>These correlations contradict each other: no quantities can move like that. The worst pair is &quot;%1&quot; and &quot;%2&quot;, with %3 in place of about %4, which is the nearest that the others leave room for.</source>
        <translation>Estas correlaciones se contradicen: ninguna magnitud puede moverse así. El peor par es «%1» y «%2», con %3 en lugar de aproximadamente %4, el valor más próximo que permiten las demás.</translation>
    </message>
    <message>
        <source>Take the nearest correlations</source>
        <translation>Tomar las correlaciones más próximas</translation>
    </message>
    <message>
        <source>Until that is mended, the nearest ones are drawn from.</source>
        <translation>Hasta que se corrija, las simulaciones utilizan las más próximas.</translation>
    </message>
</context>
<context>
    <name>consultantos::CorrelationTableModel</name>
    <message>
        <source>&quot;%1&quot; with itself</source>
        <translation>«%1» consigo mismo</translation>
    </message>
    <message>
        <source>&quot;%1&quot; and &quot;%2&quot; move on their own. Write a number from -1 to 1.</source>
        <translation>«%1» y «%2» se mueven por separado. Escriba un número de -1 a 1.</translation>
    </message>
    <message>
        <source>The higher &quot;%1&quot;, the higher &quot;%2&quot; tends to be.</source>
        <translation>Cuanto mayor es «%1», mayor tiende a ser «%2».</translation>
    </message>
    <message>
        <source>The higher &quot;%1&quot;, the lower &quot;%2&quot; tends to be.</source>
        <translation>Cuanto mayor es «%1», menor tiende a ser «%2».</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no correlation.</source>
        <translation>«%1» no es una correlación.</translation>
    </message>
    <message>
        <source>Write a number from -1 to 1; 0 or nothing takes the correlation out.</source>
        <translation>Escriba un número de -1 a 1; 0 o una celda vacía elimina la correlación.</translation>
    </message>
    <message>
        <source>Change a correlation</source>
        <translation>Cambiar una correlación</translation>
    </message>
</context>
<context>
    <name>consultantos::DataPanel</name>
    <message>
        <source>Stop</source>
        <translation>Detener</translation>
    </message>
    <message>
        <source>Quit now</source>
        <translation>Salir ahora</translation>
    </message>
    <message>
        <source>Don&apos;t restore</source>
        <translation>No restaurar</translation>
    </message>
    <message>
        <source>Delete these</source>
        <translation>Eliminar estos elementos</translation>
    </message>
    <message>
        <source>Kept in %1</source>
        <translation>Guardado en %1</translation>
    </message>
    <message>
        <source>Back up now …</source>
        <translation>Crear copia ahora…</translation>
    </message>
    <message>
        <source>Restore …</source>
        <translation>Restaurar…</translation>
    </message>
    <message>
        <source>What would retention delete?</source>
        <translation>¿Qué eliminarían las reglas de conservación?</translation>
    </message>
    <message>
        <source>Give back unused room</source>
        <translation>Liberar el espacio no utilizado</translation>
    </message>
    <message>
        <source>Back up now</source>
        <translation>Crear copia de seguridad ahora</translation>
    </message>
    <message>
        <source>Backups (*.zip)</source>
        <translation>Copias de seguridad (*.zip)</translation>
    </message>
    <message>
        <source>Restore</source>
        <translation>Restaurar</translation>
    </message>
    <message>
        <source>No backups are made by themselves: name a folder for them below, best on another disk.</source>
        <translation>Las copias de seguridad no se crean automáticamente: indique abajo una carpeta para ellas, preferiblemente en otro disco.</translation>
    </message>
    <message>
        <source>The first backup will be made within minutes.</source>
        <translation>La primera copia de seguridad se creará en unos minutos.</translation>
    </message>
    <message>
        <source>The newest backup is of %1.</source>
        <translation>La copia de seguridad más reciente es del %1.</translation>
    </message>
    <message>
        <source>Backing up …</source>
        <translation>Creando la copia de seguridad…</translation>
    </message>
    <message>
        <source>%1: %2, %3 of data.</source>
        <translation>%1: %2, %3 de datos.</translation>
    </message>
    <message>
        <source>All data of all engagements takes the state of this backup at the next start. What is there now is kept beside it.</source>
        <translation>En el próximo inicio, todos los datos de todos los proyectos volverán al estado de esta copia de seguridad. Los datos actuales se conservarán aparte.</translation>
    </message>
    <message>
        <source>Checking the backup …</source>
        <translation>Comprobando la copia de seguridad…</translation>
    </message>
    <message>
        <source>Ready. At the next start, when no other program works with the data, it has the state of %1. What is there then will be in %2.</source>
        <translation>Listo. En el próximo inicio en que ningún otro programa utilice los datos, estos quedarán en el estado del %1. Los que haya en ese momento se conservarán en %2.</translation>
    </message>
    <message>
        <source>Nothing will be restored.</source>
        <translation>No se restaurará nada.</translation>
    </message>
    <message>
        <source>By the rules below nothing would go now.</source>
        <translation>Según las reglas de abajo, ahora no se eliminaría nada.</translation>
    </message>
    <message>
        <source>By the rules below this would go, of the engagement that is open:</source>
        <translation>Según las reglas de abajo, en el proyecto abierto se eliminaría lo siguiente:</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Eliminar</translation>
    </message>
    <message>
        <source>Deleted: %1.</source>
        <translation>Eliminado: %1.</translation>
    </message>
    <message>
        <source>Giving back unused room …</source>
        <translation>Liberando el espacio no utilizado…</translation>
    </message>
    <message>
        <source>Given back: %1.</source>
        <translation>Espacio liberado: %1.</translation>
    </message>
</context>
<context>
    <name>consultantos::DecisionPicture</name>
    <message>
        <source>The decision tree</source>
        <translation>El árbol de decisión</translation>
    </message>
    <message>
        <source>Branch</source>
        <translation>Rama</translation>
    </message>
    <message>
        <source>Probability and payment</source>
        <translation>Probabilidad y pago</translation>
    </message>
    <message>
        <source>Leads to</source>
        <translation>Lleva a</translation>
    </message>
    <message>
        <source>Expected</source>
        <translation>Esperado</translation>
    </message>
    <message>
        <source>Best way</source>
        <translation>Mejor camino</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>Inicio</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>sí</translation>
    </message>
</context>
<context>
    <name>consultantos::DecompositionChart</name>
    <message>
        <source>Level, season and remainder</source>
        <translation>Nivel, estacionalidad y resto</translation>
    </message>
    <message>
        <source>No season that stands out from chance: the values are level and remainder.</source>
        <translation>No hay una estacionalidad que se distinga del azar: los valores constan de nivel y resto.</translation>
    </message>
    <message>
        <source>The season grows with the level; it explains %1 % of what moves around it.</source>
        <translation>La estacionalidad crece con el nivel; explica el %1&#xa0;% de las variaciones en torno a él.</translation>
    </message>
    <message>
        <source>The season stays the same at any level; it explains %1 % of what moves around it.</source>
        <translation>La estacionalidad es la misma en cualquier nivel; explica el %1&#xa0;% de las variaciones en torno a él.</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <translation>%1 a %2</translation>
    </message>
    <message>
        <source>Level and trend</source>
        <translation>Nivel y tendencia</translation>
    </message>
    <message>
        <source>Season</source>
        <translation>Estacionalidad</translation>
    </message>
    <message>
        <source>Remainder</source>
        <translation>Resto</translation>
    </message>
    <message>
        <source>Period</source>
        <translation>Periodo</translation>
    </message>
</context>
<context>
    <name>consultantos::DifferenceModel</name>
    <message>
        <source>Of scores in shares of their scale, of figures relative to the larger of both; 100 % for what appears or vanishes</source>
        <translation>En las puntuaciones, como proporción de su escala; en las cifras, respecto a la mayor de ambas; 100&#xa0;% para lo que aparece o desaparece</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Tipo</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Qué</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>Antes</translation>
    </message>
    <message>
        <source>After</source>
        <translation>Después</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Magnitud</translation>
    </message>
    <message>
        <source>Put down to</source>
        <translation>Atribuido a</translation>
    </message>
</context>
<context>
    <name>consultantos::DifferenceView</name>
    <message>
        <source>Earlier report</source>
        <translation>Informe anterior</translation>
    </message>
    <message>
        <source>Later report</source>
        <translation>Informe posterior</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>&amp;Copiar</translation>
    </message>
    <message>
        <source>&amp;Save …</source>
        <translation>&amp;Guardar…</translation>
    </message>
    <message>
        <source>S&amp;wap</source>
        <translation>&amp;Intercambiar</translation>
    </message>
    <message>
        <source>Choose two reports</source>
        <translation>Elija dos informes</translation>
    </message>
    <message>
        <source>Choose an earlier and a later report above, or two in the library.</source>
        <translation>Elija arriba un informe anterior y otro posterior, o dos en la biblioteca.</translation>
    </message>
    <message>
        <source>Go to the library</source>
        <translation>Ir a la biblioteca</translation>
    </message>
    <message>
        <source>Earlier</source>
        <translation>Anterior</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>Posterior</translation>
    </message>
    <message>
        <source>The other way round</source>
        <translation>Al revés</translation>
    </message>
    <message>
        <source>Copies all changes as a table</source>
        <translation>Copia todos los cambios como tabla</translation>
    </message>
    <message>
        <source>Changes</source>
        <translation>Cambios</translation>
    </message>
    <message>
        <source>Kind of change</source>
        <translation>Tipo de cambio</translation>
    </message>
    <message>
        <source>All changes</source>
        <translation>Todos los cambios</translation>
    </message>
    <message>
        <source>Put down to</source>
        <translation>Atribuido a</translation>
    </message>
    <message>
        <source>Whatever the cause</source>
        <translation>Cualquier causa</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>Cambio</translation>
    </message>
    <message>
        <source>What they were made of</source>
        <translation>En qué se basan</translation>
    </message>
    <message>
        <source>Choose a report</source>
        <translation>Elija un informe</translation>
    </message>
    <message>
        <source>That is the same report twice</source>
        <translation>Es dos veces el mismo informe</translation>
    </message>
    <message>
        <source>The reports say the same.</source>
        <translation>Los informes dicen lo mismo.</translation>
    </message>
    <message numerus="yes">
        <source>%n change(s), largest first</source>
        <translation>
            <numerusform>%n cambio, el mayor primero</numerusform>
            <numerusform>%n cambios, los mayores primero</numerusform>
        </translation>
    </message>
    <message>
        <source>No change is chosen.</source>
        <translation>No hay ningún cambio seleccionado.</translation>
    </message>
    <message>
        <source>(not there)</source>
        <translation>(no figura)</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>Antes</translation>
    </message>
    <message>
        <source>Show in the earlier report</source>
        <translation>Mostrar en el informe anterior</translation>
    </message>
    <message>
        <source>After</source>
        <translation>Después</translation>
    </message>
    <message>
        <source>Show in the later report</source>
        <translation>Mostrar en el informe posterior</translation>
    </message>
    <message>
        <source>No difference.</source>
        <translation>Sin diferencias.</translation>
    </message>
    <message>
        <source>What changed</source>
        <translation>Qué ha cambiado</translation>
    </message>
</context>
<context>
    <name>consultantos::DigestDialog</name>
    <message>
        <source>&amp;Save as …</source>
        <translation>&amp;Guardar como…</translation>
    </message>
    <message>
        <source>Digest of alerts</source>
        <translation>Resumen de alertas</translation>
    </message>
    <message>
        <source>Last 24 hours</source>
        <translation>Últimas 24 horas</translation>
    </message>
    <message>
        <source>Last 7 days</source>
        <translation>Últimos 7 días</translation>
    </message>
    <message>
        <source>Last 30 days</source>
        <translation>Últimos 30 días</translation>
    </message>
    <message>
        <source>Last 90 days</source>
        <translation>Últimos 90 días</translation>
    </message>
    <message>
        <source>&amp;Period</source>
        <translation>&amp;Periodo</translation>
    </message>
    <message>
        <source>Save the digest</source>
        <translation>Guardar el resumen</translation>
    </message>
    <message>
        <source>Web page (*.html)</source>
        <translation>Página web (*.html)</translation>
    </message>
    <message>
        <source>Markdown (*.md)</source>
        <translation>Markdown (*.md)</translation>
    </message>
    <message>
        <source>JSON (*.json)</source>
        <translation>JSON (*.json)</translation>
    </message>
    <message>
        <source>alerts %1</source>
        <translation>alertas %1</translation>
    </message>
</context>
<context>
    <name>consultantos::DocumentListModel</name>
    <message>
        <source>Never sent to a language model, nor are the figures read from it.</source>
        <translation>Nunca se envía a un modelo de lenguaje, ni tampoco las cifras leídas de él.</translation>
    </message>
    <message>
        <source>%1, never sent to a language model</source>
        <translation>%1, nunca se envía a un modelo de lenguaje</translation>
    </message>
    <message>
        <source>Document</source>
        <translation>Documento</translation>
    </message>
    <message>
        <source>Company</source>
        <translation>Empresa</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>Formato</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>Páginas</translation>
    </message>
    <message>
        <source>Facts</source>
        <translation>Datos</translation>
    </message>
    <message>
        <source>Imported</source>
        <translation>Importado</translation>
    </message>
</context>
<context>
    <name>consultantos::DocumentRemoval</name>
    <message numerus="yes">
        <source>%n document(s) removed; your own files and the figures read from them stay.</source>
        <translation>
            <numerusform>%n documento quitado; su archivo y las cifras leídas de él permanecen.</numerusform>
            <numerusform>%n documentos quitados; sus archivos y las cifras leídas de ellos permanecen.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Reports rest on %n of them: their quotations stay, but the page can&apos;t be shown.</source>
        <translation>
            <numerusform>Hay informes que se apoyan en %n de ellos: sus citas permanecen, pero la página ya no se puede mostrar.</numerusform>
            <numerusform>Hay informes que se apoyan en %n de ellos: sus citas permanecen, pero las páginas ya no se pueden mostrar.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>consultantos::DocumentTable</name>
    <message>
        <source>Documents</source>
        <translation>Documentos</translation>
    </message>
    <message>
        <source>&amp;Open</source>
        <translation>&amp;Abrir</translation>
    </message>
    <message>
        <source>&amp;Never send to a language model</source>
        <translation>&amp;No enviar nunca a un modelo de lenguaje</translation>
    </message>
    <message>
        <source>&amp;Remove</source>
        <translation>&amp;Quitar</translation>
    </message>
    <message>
        <source>New &amp;brief</source>
        <translation>Nuevo &amp;encargo</translation>
    </message>
</context>
<context>
    <name>consultantos::DocumentViewer</name>
    <message>
        <source>Page</source>
        <translation>Página</translation>
    </message>
    <message>
        <source>Page back</source>
        <translation>Página anterior</translation>
    </message>
    <message>
        <source>Page forward</source>
        <translation>Página siguiente</translation>
    </message>
    <message>
        <source>Smaller</source>
        <translation>Reducir</translation>
    </message>
    <message>
        <source>Larger</source>
        <translation>Ampliar</translation>
    </message>
    <message>
        <source>Close the document</source>
        <translation>Cerrar el documento</translation>
    </message>
    <message>
        <source>Page of the document</source>
        <translation>Página del documento</translation>
    </message>
    <message>
        <source>of %1</source>
        <translation>de %1</translation>
    </message>
    <message>
        <source>Cell: %1</source>
        <translation>Celda: %1</translation>
    </message>
    <message>
        <source>An earlier version of the file</source>
        <translation>Una versión anterior del archivo</translation>
    </message>
</context>
<context>
    <name>consultantos::DocumentsPage</name>
    <message>
        <source>No documents yet</source>
        <translation>Aún no hay documentos</translation>
    </message>
    <message>
        <source>Drop files or a folder on the window: PDF, Word, PowerPoint, Excel, OpenDocument, CSV, web pages, mails, feeds and filings. Their figures become facts, their text is searched here.</source>
        <translation>Arrastre archivos o una carpeta a la ventana: PDF, Word, PowerPoint, Excel, OpenDocument, CSV, páginas web, correos electrónicos, canales de noticias y documentos presentados ante los reguladores. Sus cifras se convierten en datos y en su texto se puede buscar aquí.</translation>
    </message>
    <message>
        <source>Import files …</source>
        <translation>Importar archivos…</translation>
    </message>
    <message>
        <source>Nothing found</source>
        <translation>No se ha encontrado nada</translation>
    </message>
    <message>
        <source>Search for other words, or widen company, year, format and section.</source>
        <translation>Busque otras palabras o amplíe la empresa, el año, el formato y la sección.</translation>
    </message>
    <message>
        <source>Documents</source>
        <translation>Documentos</translation>
    </message>
    <message>
        <source>Import a folder …</source>
        <translation>Importar una carpeta…</translation>
    </message>
    <message>
        <source>&amp;Open</source>
        <translation>A&amp;brir</translation>
    </message>
    <message>
        <source>&amp;Never send to a language model</source>
        <translation>&amp;No enviar nunca a un modelo de lenguaje</translation>
    </message>
    <message>
        <source>Neither the selected documents&apos; text nor the figures read from them</source>
        <translation>Ni el texto de los documentos seleccionados ni las cifras leídas de ellos</translation>
    </message>
    <message>
        <source>Passages found</source>
        <translation>Pasajes encontrados</translation>
    </message>
    <message>
        <source>Show &amp;more</source>
        <translation>&amp;Mostrar más</translation>
    </message>
    <message numerus="yes">
        <source>%n passage(s)</source>
        <translation>
            <numerusform>%n pasaje</numerusform>
            <numerusform>%n pasajes</numerusform>
        </translation>
    </message>
    <message>
        <source>No passage holds all words. %1 with some of them:</source>
        <translation>Ningún pasaje contiene todas las palabras. %1 con algunas de ellas:</translation>
    </message>
    <message>
        <source>&amp;Remove</source>
        <translation>&amp;Quitar</translation>
    </message>
    <message>
        <source>New &amp;brief</source>
        <translation>Nuevo &amp;encargo</translation>
    </message>
    <message>
        <source>New brief with this document</source>
        <translation>Nuevo encargo con este documento</translation>
    </message>
    <message>
        <source>Describes an analysis that has the selected document among its evidence</source>
        <translation>Describe un análisis que tiene el documento seleccionado entre sus pruebas</translation>
    </message>
</context>
<context>
    <name>consultantos::DriverFan</name>
    <message>
        <source>The line over the years</source>
        <translation>La partida a lo largo de los años</translation>
    </message>
    <message>
        <source>%1, %2: %3, eight of ten draws between %4 and %5</source>
        <translation>%1, %2: %3, ocho de cada diez simulaciones entre %4 y %5</translation>
    </message>
    <message>
        <source>Year</source>
        <translation>Año</translation>
    </message>
    <message>
        <source>Before the sliders moved</source>
        <translation>Antes de mover los deslizadores</translation>
    </message>
    <message>
        <source>80 % from</source>
        <translation>80 % desde</translation>
    </message>
    <message>
        <source>80 % to</source>
        <translation>80 % hasta</translation>
    </message>
    <message>
        <source>90 % from</source>
        <translation>90 % desde</translation>
    </message>
    <message>
        <source>90 % to</source>
        <translation>90 % hasta</translation>
    </message>
</context>
<context>
    <name>consultantos::DriverPanel</name>
    <message>
        <source>Release sl&amp;iders</source>
        <translation>Liberar &amp;controles</translation>
    </message>
    <message>
        <source>Save as work&amp;book …</source>
        <translation>Guardar como &amp;libro de Excel…</translation>
    </message>
    <message>
        <source>What moves the line</source>
        <translation>Qué mueve la partida</translation>
    </message>
    <message>
        <source>Line shown</source>
        <translation>Partida mostrada</translation>
    </message>
    <message>
        <source>Years</source>
        <translation>Años</translation>
    </message>
    <message>
        <source>Years: </source>
        <translation>Años: </translation>
    </message>
    <message>
        <source>Another number of years makes the tree anew, from its sources</source>
        <translation>Con otro número de años, el árbol se crea de nuevo a partir de sus fuentes</translation>
    </message>
    <message>
        <source>Gives every driver its distribution back</source>
        <translation>Devuelve a cada factor su distribución</translation>
    </message>
    <message>
        <source>The company&apos;s years, line by line</source>
        <translation>Los años de la empresa, partida por partida</translation>
    </message>
    <message>
        <source>Reading the figures of %1 …</source>
        <translation>Leyendo las cifras de %1…</translation>
    </message>
    <message>
        <source>Save as workbook</source>
        <translation>Guardar como libro de Excel</translation>
    </message>
    <message>
        <source>Workbook (*.xlsx)</source>
        <translation>Libro de Excel (*.xlsx)</translation>
    </message>
    <message>
        <source>Drivers of %1</source>
        <translation>Factores de %1</translation>
    </message>
    <message>
        <source>%1: %2, eight of ten draws between %3 and %4.</source>
        <translation>%1: %2, ocho de cada diez simulaciones entre %3 y %4.</translation>
    </message>
    <message>
        <source>A year&apos;s cell and every assumption can be changed; what you change is yours.</source>
        <translation>Se pueden modificar la celda de cada año y cada supuesto; lo que usted modifica queda como dato propio.</translation>
    </message>
    <message>
        <source>The driver goes from %1 to %2, its 10 and 90 % quantiles.</source>
        <translation>El factor va de %1 a %2, sus cuantiles del 10 y del 90&#xa0;%.</translation>
    </message>
    <message>
        <source>No uncertain driver moves %1.</source>
        <translation>Ningún factor incierto mueve %1.</translation>
    </message>
    <message>
        <source>What moves %1: one driver at a time from its 10 % (amber) to its 90 % quantile (blue).</source>
        <translation>Qué mueve %1: un factor cada vez, de su cuantil del 10&#xa0;% (ámbar) al del 90&#xa0;% (azul).</translation>
    </message>
</context>
<context>
    <name>consultantos::DriverTable</name>
    <message>
        <source>Drivers and their assumptions</source>
        <translation>Factores y sus supuestos</translation>
    </message>
    <message>
        <source>%1, between %2 and %3</source>
        <translation>%1, entre %2 y %3</translation>
    </message>
</context>
<context>
    <name>consultantos::DriverTableModel</name>
    <message>
        <source>Distribution</source>
        <translation>Distribución</translation>
    </message>
    <message>
        <source>fixed</source>
        <translation>fijo</translation>
    </message>
    <message>
        <source>uniform</source>
        <translation>uniforme</translation>
    </message>
    <message>
        <source>triangular</source>
        <translation>triangular</translation>
    </message>
    <message>
        <source>PERT</source>
        <translation>PERT</translation>
    </message>
    <message>
        <source>normal</source>
        <translation>normal</translation>
    </message>
    <message>
        <source>lognormal</source>
        <translation>lognormal</translation>
    </message>
    <message>
        <source>observations</source>
        <translation>observaciones</translation>
    </message>
    <message>
        <source>yours</source>
        <translation>propio</translation>
    </message>
    <message>
        <source>The median, or the value the slider holds it at. Type one; empty gives the distribution back.</source>
        <translation>La mediana o el valor en que lo fija el control deslizante. Escriba un valor; si lo deja vacío, vuelve la distribución.</translation>
    </message>
    <message>
        <source>A judgement of your own</source>
        <translation>Una estimación propia</translation>
    </message>
    <message>
        <source>Driver</source>
        <translation>Factor</translation>
    </message>
    <message>
        <source>What if</source>
        <translation>Hipótesis</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Valor</translation>
    </message>
    <message>
        <source>Least</source>
        <translation>Mínimo</translation>
    </message>
    <message>
        <source>Middle</source>
        <translation>Centro</translation>
    </message>
    <message>
        <source>Most</source>
        <translation>Máximo</translation>
    </message>
    <message>
        <source>Deviation</source>
        <translation>Desviación</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>Fuente</translation>
    </message>
    <message>
        <source>&quot;%1&quot; isn&apos;t a number; the cell keeps its value.</source>
        <translation>«%1» no es un número; la celda conserva su valor.</translation>
    </message>
</context>
<context>
    <name>consultantos::DriverYearModel</name>
    <message>
        <source>Your own value; empty gives the formula back.</source>
        <translation>Su propio valor; si lo deja vacío, vuelve la fórmula.</translation>
    </message>
    <message>
        <source>Type a value of your own: it takes the formula&apos;s place.</source>
        <translation>Escriba un valor propio: sustituye a la fórmula.</translation>
    </message>
    <message>
        <source>Eight of ten draws: %1 to %2</source>
        <translation>Ocho de cada diez simulaciones: %1 a %2</translation>
    </message>
    <message>
        <source>Nine of ten draws: %1 to %2</source>
        <translation>Nueve de cada diez simulaciones: %1 a %2</translation>
    </message>
    <message>
        <source>Line</source>
        <translation>Partida</translation>
    </message>
    <message>
        <source>&quot;%1&quot; isn&apos;t a number; the cell keeps its value.</source>
        <translation>«%1» no es un número; la celda conserva su valor.</translation>
    </message>
    <message>
        <source>Change &quot;%1&quot;</source>
        <translation>Cambiar «%1»</translation>
    </message>
</context>
<context>
    <name>consultantos::EditBar</name>
    <message>
        <source>Take the computed version</source>
        <translation>Adoptar la versión calculada</translation>
    </message>
    <message>
        <source>Sentence</source>
        <translation>Frase</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Valor</translation>
    </message>
    <message>
        <source>Why (optional)</source>
        <translation>Motivo (opcional)</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Nota</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Guardar</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
    <message>
        <source>Score of %1</source>
        <translation>Puntuación de «%1»</translation>
    </message>
    <message>
        <source>Weight of %1</source>
        <translation>Peso de «%1»</translation>
    </message>
    <message>
        <source>Sentence of %1</source>
        <translation>Frase de «%1»</translation>
    </message>
    <message>
        <source>%1 set this. Computed: %2</source>
        <translation>Fijado por %1. Calculado: %2</translation>
    </message>
</context>
<context>
    <name>consultantos::EgressExport</name>
    <message>
        <source>Save the list</source>
        <translation>Guardar la lista</translation>
    </message>
    <message>
        <source>Table (*.csv)</source>
        <translation>Tabla (*.csv)</translation>
    </message>
    <message>
        <source>data sent %1</source>
        <translation>datos enviados %1</translation>
    </message>
</context>
<context>
    <name>consultantos::EgressFilterBar</name>
    <message>
        <source>Period</source>
        <translation>Periodo</translation>
    </message>
    <message>
        <source>All time</source>
        <translation>Todo el tiempo</translation>
    </message>
    <message>
        <source>From</source>
        <translation>Desde</translation>
    </message>
    <message>
        <source>Until</source>
        <translation>Hasta</translation>
    </message>
    <message>
        <source>Where to</source>
        <translation>Destino</translation>
    </message>
    <message>
        <source>All hosts</source>
        <translation>Todos los servidores</translation>
    </message>
    <message>
        <source>What for</source>
        <translation>Finalidad</translation>
    </message>
    <message>
        <source>All purposes</source>
        <translation>Todas las finalidades</translation>
    </message>
    <message>
        <source>For the report</source>
        <translation>Para el informe</translation>
    </message>
    <message>
        <source>All reports</source>
        <translation>Todos los informes</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>Hoy</translation>
    </message>
    <message>
        <source>Last 7 days</source>
        <translation>Últimos 7 días</translation>
    </message>
    <message>
        <source>Last 30 days</source>
        <translation>Últimos 30 días</translation>
    </message>
    <message>
        <source>This year</source>
        <translation>Este año</translation>
    </message>
    <message>
        <source>From … until</source>
        <translation>Desde… hasta</translation>
    </message>
</context>
<context>
    <name>consultantos::EgressModel</name>
    <message>
        <source>Not in this library</source>
        <translation>No está en esta biblioteca</translation>
    </message>
    <message>
        <source>When</source>
        <translation>Cuándo</translation>
    </message>
    <message>
        <source>Where to</source>
        <translation>Destino</translation>
    </message>
    <message>
        <source>What for</source>
        <translation>Finalidad</translation>
    </message>
    <message>
        <source>Sent</source>
        <translation>Enviado</translation>
    </message>
    <message>
        <source>Received</source>
        <translation>Recibido</translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation>Resultado</translation>
    </message>
    <message>
        <source>For the report</source>
        <translation>Para el informe</translation>
    </message>
</context>
<context>
    <name>consultantos::EgressPage</name>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>Requests made in the engagement %1; each engagement keeps a list of its own.</source>
        <translation>Solicitudes realizadas en el proyecto %1; cada proyecto lleva su propia lista.</translation>
    </message>
    <message>
        <source>Requests made outside of any engagement; each engagement keeps a list of its own.</source>
        <translation>Solicitudes realizadas fuera de los proyectos; cada proyecto lleva su propia lista.</translation>
    </message>
    <message>
        <source>Nothing has left this computer for this engagement</source>
        <translation>Nada ha salido de este ordenador para este proyecto</translation>
    </message>
    <message>
        <source>Nothing has left this computer</source>
        <translation>Nada ha salido de este ordenador</translation>
    </message>
    <message>
        <source>Each request to a source of the network is written down here: when, where to, what for, how much. Sources are off until you switch them on.</source>
        <translation>Aquí se anota cada solicitud a una fuente de la red: cuándo, adónde, para qué y cuánto. Las fuentes están desactivadas hasta que usted las active.</translation>
    </message>
    <message>
        <source>Sources of the network …</source>
        <translation>Fuentes de la red…</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>Mostrar todo</translation>
    </message>
    <message>
        <source>What left this computer</source>
        <translation>Lo que ha salido de este ordenador</translation>
    </message>
    <message>
        <source>&amp;Open the report</source>
        <translation>&amp;Abrir el informe</translation>
    </message>
    <message>
        <source>Save as &amp;CSV …</source>
        <translation>Guardar como &amp;CSV…</translation>
    </message>
    <message>
        <source>%1: %2 sent, %3 received</source>
        <translation>%1: %2 enviados, %3 recibidos</translation>
    </message>
    <message numerus="yes">
        <source>%n request(s)</source>
        <translation>
            <numerusform>%n solicitud</numerusform>
            <numerusform>%n solicitudes</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing was sent for this report.</source>
        <translation>No se ha enviado nada para este informe.</translation>
    </message>
    <message>
        <source>It was made of what was on this computer already.</source>
        <translation>Se elaboró con lo que ya había en este ordenador.</translation>
    </message>
    <message>
        <source>Nothing fits</source>
        <translation>Nada coincide</translation>
    </message>
    <message>
        <source>Choose a longer period, or other hosts, purposes and reports.</source>
        <translation>Elija un periodo más largo u otros servidores, finalidades e informes.</translation>
    </message>
</context>
<context>
    <name>consultantos::EngagementMenu</name>
    <message>
        <source>En&amp;gagement</source>
        <translation>Pro&amp;yecto</translation>
    </message>
    <message>
        <source>&amp;None</source>
        <translation>&amp;Ninguno</translation>
    </message>
    <message>
        <source>N&amp;ew engagement …</source>
        <translation>N&amp;uevo proyecto…</translation>
    </message>
    <message>
        <source>New engagement</source>
        <translation>Nuevo proyecto</translation>
    </message>
    <message>
        <source>Name of the client or the engagement. Its documents, facts, reports and questions are kept apart from all others.</source>
        <translation>Nombre del cliente o del proyecto. Sus documentos, datos, informes y preguntas se mantienen separados de todos los demás.</translation>
    </message>
</context>
<context>
    <name>consultantos::EvidenceFileList</name>
    <message>
        <source>Remove</source>
        <translation>Quitar</translation>
    </message>
    <message>
        <source>Add files …</source>
        <translation>Añadir archivos…</translation>
    </message>
    <message>
        <source>Documents and facts files</source>
        <translation>Documentos y archivos de datos</translation>
    </message>
    <message>
        <source>Add documents and facts files</source>
        <translation>Añadir documentos y archivos de datos</translation>
    </message>
    <message>
        <source>From your documents</source>
        <translation>De sus documentos</translation>
    </message>
    <message>
        <source>Documents that are about no company yet; those of the company are used by themselves</source>
        <translation>Documentos que aún no tratan de ninguna empresa; los de la empresa se usan por sí solos</translation>
    </message>
</context>
<context>
    <name>consultantos::EvidenceTreeModel</name>
    <message>
        <source>Playbook</source>
        <translation>Conocimiento sectorial</translation>
    </message>
    <message>
        <source>%1 (not in this report)</source>
        <translation>%1 (no está en este informe)</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Qué</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Valor</translation>
    </message>
    <message>
        <source>Period</source>
        <translation>Periodo</translation>
    </message>
    <message>
        <source>Formula or filing</source>
        <translation>Fórmula o documento presentado</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>a formula&apos;s input, and what it is taken from</comment>
        <translation>%1: %2</translation>
    </message>
</context>
<context>
    <name>consultantos::FigureLinesEditor</name>
    <message>
        <source>Add a &amp;line</source>
        <translation>Añadir un &amp;umbral</translation>
    </message>
    <message>
        <source>Figure</source>
        <translation>Indicador</translation>
    </message>
    <message>
        <source>Value of the line</source>
        <translation>Valor del umbral</translation>
    </message>
    <message>
        <source>Remove the line</source>
        <translation>Quitar el umbral</translation>
    </message>
    <message>
        <source>passes</source>
        <translation>cruza</translation>
    </message>
    <message>
        <source> %</source>
        <translation>&#xa0;%</translation>
    </message>
    <message>
        <source> million</source>
        <translation> millones</translation>
    </message>
    <message>
        <source> days</source>
        <translation> días</translation>
    </message>
</context>
<context>
    <name>consultantos::FinancialsPage</name>
    <message>
        <source>Ratios</source>
        <translation>Ratios</translation>
    </message>
    <message>
        <source>Statements</source>
        <translation>Estados financieros</translation>
    </message>
    <message>
        <source>Identities</source>
        <translation>Cuadres</translation>
    </message>
    <message>
        <source>Statement</source>
        <translation>Estado financiero</translation>
    </message>
    <message>
        <source>%1, per cent</source>
        <translation>%1, en porcentaje</translation>
    </message>
    <message>
        <source>What must add up in every set of accounts, tested on the filed figures.</source>
        <translation>Lo que debe cuadrar en todas las cuentas, comprobado con las cifras presentadas.</translation>
    </message>
    <message>
        <source>difference %1</source>
        <translation>diferencia %1</translation>
    </message>
    <message>
        <source>holds</source>
        <translation>cuadra</translation>
    </message>
    <message>
        <source>fails</source>
        <translation>no cuadra</translation>
    </message>
</context>
<context>
    <name>consultantos::FiveForcesDiagram</name>
    <message>
        <source>no score</source>
        <translation>sin puntuación</translation>
    </message>
    <message>
        <source>Five forces</source>
        <translation>Cinco fuerzas</translation>
    </message>
    <message>
        <source>not derivable</source>
        <translation>no deducible</translation>
    </message>
    <message>
        <source>%1 (%2 to %3)</source>
        <translation>%1 (%2 a %3)</translation>
    </message>
    <message>
        <source>weak</source>
        <translation>débil</translation>
    </message>
    <message>
        <source>strong</source>
        <translation>fuerte</translation>
    </message>
    <message>
        <source>Force</source>
        <translation>Fuerza</translation>
    </message>
    <message>
        <source>Score</source>
        <translation>Puntuación</translation>
    </message>
    <message>
        <source>From</source>
        <translation>Desde</translation>
    </message>
    <message>
        <source>To</source>
        <translation>Hasta</translation>
    </message>
    <message>
        <source>Trend</source>
        <translation>Evolución</translation>
    </message>
</context>
<context>
    <name>consultantos::ForecastChart</name>
    <message>
        <source>Forecast with its intervals</source>
        <translation>Previsión con sus intervalos</translation>
    </message>
    <message>
        <source>History: %1</source>
        <translation>Histórico: %1</translation>
    </message>
    <message numerus="yes">
        <source>Forecast %n step(s) before: %1</source>
        <translation>
            <numerusform>Previsión de %n paso antes: %1</numerusform>
            <numerusform>Previsión de %n pasos antes: %1</numerusform>
        </translation>
    </message>
    <message>
        <source>Your own value: %1</source>
        <translation>Su propio valor: %1</translation>
    </message>
    <message>
        <source>Forecast: %1</source>
        <translation>Previsión: %1</translation>
    </message>
    <message>
        <source>80 %: %1 to %2</source>
        <translation>80&#xa0;%: %1 a %2</translation>
    </message>
    <message>
        <source>95 %: %1 to %2</source>
        <translation>95&#xa0;%: %1 a %2</translation>
    </message>
    <message>
        <source>Moved by your growth</source>
        <translation>Ajustado con su crecimiento</translation>
    </message>
    <message>
        <source>History</source>
        <translation>Histórico</translation>
    </message>
    <message>
        <source>Forecast</source>
        <translation>Previsión</translation>
    </message>
    <message>
        <source>80 %</source>
        <translation>80&#xa0;%</translation>
    </message>
    <message>
        <source>95 %</source>
        <translation>95&#xa0;%</translation>
    </message>
    <message>
        <source>Would have been forecast</source>
        <translation>Previsión retrospectiva</translation>
    </message>
    <message>
        <source>Your own values</source>
        <translation>Sus propios valores</translation>
    </message>
    <message>
        <source>billions</source>
        <translation>miles de millones</translation>
    </message>
    <message>
        <source>millions</source>
        <translation>millones</translation>
    </message>
    <message>
        <source>thousands</source>
        <translation>miles</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>Before your assumptions</source>
        <translation>Antes de sus supuestos</translation>
    </message>
    <message>
        <source>Period</source>
        <translation>Periodo</translation>
    </message>
    <message>
        <source>80 % from</source>
        <translation>80 % desde</translation>
    </message>
    <message>
        <source>80 % to</source>
        <translation>80 % hasta</translation>
    </message>
    <message>
        <source>95 % from</source>
        <translation>95 % desde</translation>
    </message>
    <message>
        <source>95 % to</source>
        <translation>95 % hasta</translation>
    </message>
</context>
<context>
    <name>consultantos::ForecastDetail</name>
    <message>
        <source>Values of the forecast and the history</source>
        <translation>Valores de la previsión y del histórico</translation>
    </message>
    <message>
        <source>V&amp;alues</source>
        <translation>&amp;Valores</translation>
    </message>
    <message>
        <source>What to k&amp;now</source>
        <translation>&amp;Qué conviene saber</translation>
    </message>
    <message>
        <source>Assump&amp;tions</source>
        <translation>Supue&amp;stos</translation>
    </message>
    <message>
        <source>&amp;Methods</source>
        <translation>&amp;Métodos</translation>
    </message>
    <message>
        <source>Errors in the past, by origin and method</source>
        <translation>Errores en el pasado, por origen y método</translation>
    </message>
    <message>
        <source>&amp;Backtest</source>
        <translation>Prueba retr&amp;ospectiva</translation>
    </message>
    <message>
        <source>&amp;Decomposition</source>
        <translation>&amp;Descomposición</translation>
    </message>
    <message>
        <source>Methods that were tried</source>
        <translation>Métodos probados</translation>
    </message>
    <message>
        <source>&amp;Use this method alone</source>
        <translation>Usar solo este mé&amp;todo</translation>
    </message>
    <message>
        <source>Use the prog&amp;ram&apos;s choice</source>
        <translation>Usar la elecció&amp;n del programa</translation>
    </message>
    <message>
        <source>The series is too short, or too simple, for a backtest.</source>
        <translation>La serie es demasiado corta, o demasiado simple, para una prueba retrospectiva.</translation>
    </message>
</context>
<context>
    <name>consultantos::ForecastPage</name>
    <message>
        <source>&amp;Keep in a report …</source>
        <translation>Incluir en un &amp;informe…</translation>
    </message>
    <message>
        <source>Cop&amp;y or save</source>
        <translation>Co&amp;piar o guardar</translation>
    </message>
    <message>
        <source>Nothing is forecast yet</source>
        <translation>Aún no hay ninguna previsión</translation>
    </message>
    <message>
        <source>Name a company above, or paste a table from a spreadsheet (Ctrl+V), or drop a CSV or XLSX file here: a column of periods and a column of numbers for each series.</source>
        <translation>Indique arriba una empresa, pegue una tabla de una hoja de cálculo (Ctrl+V) o arrastre aquí un archivo CSV o XLSX: una columna de periodos y una columna de números por cada serie.</translation>
    </message>
    <message>
        <source>Open a table …</source>
        <translation>Abrir una tabla…</translation>
    </message>
    <message>
        <source>Forecast</source>
        <translation>Previsión</translation>
    </message>
    <message>
        <source>Adds the forecast to a report, with what it rests on as evidence</source>
        <translation>Añade la previsión a un informe, con aquello en lo que se basa como evidencia</translation>
    </message>
    <message>
        <source>&amp;Copy the table</source>
        <translation>Copiar la &amp;tabla</translation>
    </message>
    <message>
        <source>Copy the &amp;image</source>
        <translation>Copiar la &amp;imagen</translation>
    </message>
    <message>
        <source>&amp;Save all series as CSV …</source>
        <translation>Guardar todas las series como &amp;CSV…</translation>
    </message>
    <message>
        <source>Save the i&amp;mage …</source>
        <translation>Guardar la i&amp;magen…</translation>
    </message>
    <message>
        <source>Series that are forecast</source>
        <translation>Series con previsión</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>Continuar</translation>
    </message>
    <message>
        <source>Find a series</source>
        <translation>Buscar una serie</translation>
    </message>
    <message>
        <source>Series</source>
        <translation>Series</translation>
    </message>
    <message>
        <source>The clipboard has no text.</source>
        <translation>El portapapeles no contiene texto.</translation>
    </message>
    <message>
        <source>%1 of %2 series</source>
        <translation>%1 de %2 series</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>Cancelado</translation>
    </message>
    <message>
        <source>What comes next, how sure that is, and how it would have done before.</source>
        <translation>Qué viene después, con qué certeza y con qué acierto se habría previsto hasta ahora.</translation>
    </message>
    <message numerus="yes">
        <source>%n series</source>
        <translation>
            <numerusform>%n serie</numerusform>
            <numerusform>%n series</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n can&apos;t be forecast; the list says why</source>
        <translation>
            <numerusform>%n no admite previsión; la lista indica el motivo</numerusform>
            <numerusform>%n no admiten previsión; la lista indica los motivos</numerusform>
        </translation>
    </message>
    <message>
        <source>D&amp;rivers</source>
        <translation>&amp;Factores</translation>
    </message>
    <message>
        <source>The driver tree becomes a part of this report, with what it rests on:</source>
        <translation>El árbol de factores pasa a formar parte de este informe, con aquello en lo que se basa:</translation>
    </message>
    <message>
        <source>The table is on the clipboard.</source>
        <translation>La tabla está en el portapapeles.</translation>
    </message>
    <message>
        <source>The image is on the clipboard.</source>
        <translation>La imagen está en el portapapeles.</translation>
    </message>
    <message>
        <source>Open a table</source>
        <translation>Abrir una tabla</translation>
    </message>
    <message>
        <source>Tables (*.csv *.tsv *.tab *.txt *.xlsx *.ods);;All files (*)</source>
        <translation>Tablas (*.csv *.tsv *.tab *.txt *.xlsx *.ods);;Todos los archivos (*)</translation>
    </message>
    <message>
        <source>Save the forecasts</source>
        <translation>Guardar las previsiones</translation>
    </message>
    <message>
        <source>CSV (*.csv)</source>
        <translation>CSV (*.csv)</translation>
    </message>
    <message>
        <source>Save the image</source>
        <translation>Guardar la imagen</translation>
    </message>
    <message>
        <source>PNG (*.png)</source>
        <translation>PNG (*.png)</translation>
    </message>
</context>
<context>
    <name>consultantos::FrameworkDesk</name>
    <message>
        <source>What was not saved the last time is back.</source>
        <translation>Se ha recuperado lo que no se guardó la última vez.</translation>
    </message>
    <message>
        <source>Saved. It can be chosen for analyses.</source>
        <translation>Guardado. Se puede elegir para los análisis.</translation>
    </message>
    <message>
        <source>%1 (copy)</source>
        <translation>%1 (copia)</translation>
    </message>
    <message>
        <source>%1 was deleted.</source>
        <translation>%1 se ha eliminado.</translation>
    </message>
    <message>
        <source>%1 is back.</source>
        <translation>%1 se ha recuperado.</translation>
    </message>
    <message>
        <source>Saved. It can be chosen for analyses once its faults are mended.</source>
        <translation>Guardado. Se podrá elegir para análisis cuando se corrijan sus errores.</translation>
    </message>
</context>
<context>
    <name>consultantos::FrameworkForm</name>
    <message>
        <source>Make them sum to &amp;one</source>
        <translation>Hacer que sumen &amp;uno</translation>
    </message>
    <message>
        <source>Dou&amp;ble the row</source>
        <translation>Du&amp;plicar la fila</translation>
    </message>
    <message>
        <source>De&amp;lete the row</source>
        <translation>Eli&amp;minar la fila</translation>
    </message>
    <message>
        <source>Part of the framework</source>
        <translation>Parte del método</translation>
    </message>
    <message>
        <source>Entries of this part</source>
        <translation>Entradas de esta parte</translation>
    </message>
    <message>
        <source>The marked cell</source>
        <translation>La celda marcada</translation>
    </message>
    <message>
        <source>The weights sum to one.</source>
        <translation>Los pesos suman uno.</translation>
    </message>
    <message>
        <source>The weights sum to %1 instead of one.</source>
        <translation>Los pesos suman %1 en lugar de uno.</translation>
    </message>
    <message>
        <source>Id</source>
        <translation>Identificador</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>Título</translation>
    </message>
    <message>
        <source>For who chooses</source>
        <translation>Para quien elige</translation>
    </message>
    <message>
        <source>Order</source>
        <translation>Orden</translation>
    </message>
    <message>
        <source>Driver</source>
        <translation>Factor</translation>
    </message>
    <message>
        <source>Weight</source>
        <translation>Peso</translation>
    </message>
    <message>
        <source>Direction</source>
        <translation>Dirección</translation>
    </message>
    <message>
        <source>Measure</source>
        <translation>Medida</translation>
    </message>
    <message>
        <source>Ratio</source>
        <translation>Ratio</translation>
    </message>
    <message>
        <source>Scores one at</source>
        <translation>Puntúa uno en</translation>
    </message>
    <message>
        <source>Scores five at</source>
        <translation>Puntúa cinco en</translation>
    </message>
    <message>
        <source>Evidence query</source>
        <translation>Consulta de evidencia</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Texto</translation>
    </message>
    <message>
        <source>So what</source>
        <translation>Implicación</translation>
    </message>
    <message>
        <source>Condition</source>
        <translation>Condición</translation>
    </message>
    <message>
        <source>Summary</source>
        <translation>Resumen</translation>
    </message>
    <message>
        <source>Implication</source>
        <translation>Qué se deriva</translation>
    </message>
    <message>
        <source>Headline</source>
        <translation>Titular</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>Notas</translation>
    </message>
    <message>
        <source>Needs</source>
        <translation>Necesita</translation>
    </message>
    <message>
        <source>Words to search by</source>
        <translation>Palabras de búsqueda</translation>
    </message>
    <message>
        <source>Pattern</source>
        <translation>Patrón</translation>
    </message>
    <message>
        <source>Formula</source>
        <translation>Fórmula</translation>
    </message>
    <message>
        <source>Unit</source>
        <translation>Unidad</translation>
    </message>
    <message>
        <source>Sections</source>
        <translation>Secciones</translation>
    </message>
    <message>
        <source>Drivers</source>
        <translation>Factores</translation>
    </message>
    <message>
        <source>Sentences</source>
        <translation>Frases</translation>
    </message>
    <message>
        <source>Values</source>
        <translation>Valores</translation>
    </message>
    <message>
        <source>Evidence queries</source>
        <translation>Consultas de evidencia</translation>
    </message>
    <message>
        <source>Ratios</source>
        <translation>Ratios</translation>
    </message>
    <message>
        <source>Classes</source>
        <translation>Clases</translation>
    </message>
    <message>
        <source>Evidence</source>
        <translation>Evidencia</translation>
    </message>
    <message>
        <source>Factors</source>
        <translation>Factores competitivos</translation>
    </message>
    <message>
        <source>Concentration</source>
        <translation>Concentración</translation>
    </message>
    <message>
        <source>The framework</source>
        <translation>El método</translation>
    </message>
    <message>
        <source>Conditions as &amp;fields</source>
        <translation>Condiciones como &amp;campos</translation>
    </message>
    <message>
        <source>It is more than comparisons joined by all or any: it is edited as the file has it.</source>
        <translation>Es más que comparaciones unidas por todas o alguna: se edita tal como está en el archivo.</translation>
    </message>
    <message>
        <source>Figures</source>
        <translation>Indicadores</translation>
    </message>
    <message>
        <source>Thresholds</source>
        <translation>Umbrales</translation>
    </message>
</context>
<context>
    <name>consultantos::FrameworkListModel</name>
    <message>
        <source>with a fault</source>
        <translation>con un error</translation>
    </message>
    <message>
        <source>not saved</source>
        <translation>sin guardar</translation>
    </message>
    <message>
        <source>your own</source>
        <translation>propio</translation>
    </message>
    <message>
        <source>comes with the program</source>
        <translation>viene con el programa</translation>
    </message>
</context>
<context>
    <name>consultantos::FrameworkPartModel</name>
    <message>
        <source>What</source>
        <translation>Qué</translation>
    </message>
    <message>
        <source>Text or number</source>
        <translation>Texto o número</translation>
    </message>
    <message>
        <source>&quot;%1&quot; can&apos;t stand there.</source>
        <translation>«%1» no se admite ahí.</translation>
    </message>
    <message>
        <source>It needs a number.</source>
        <translation>Se necesita un número.</translation>
    </message>
</context>
<context>
    <name>consultantos::FrameworkPreview</name>
    <message>
        <source>Company to try it on</source>
        <translation>Empresa para la prueba</translation>
    </message>
    <message>
        <source>Company, ticker or CIK</source>
        <translation>Nombre, símbolo o CIK</translation>
    </message>
    <message>
        <source>What the framework says of the company</source>
        <translation>Lo que el método dice de la empresa</translation>
    </message>
    <message>
        <source>Try it on</source>
        <translation>Probar con</translation>
    </message>
    <message>
        <source>As it was before the fault in line %1.</source>
        <translation>Tal como estaba antes del error de la línea %1.</translation>
    </message>
    <message>
        <source>%1: %2 instead of %3</source>
        <translation>%1: %2 en lugar de %3</translation>
    </message>
    <message>
        <source>Computed in %1 ms.</source>
        <translation>Calculado en %1 ms.</translation>
    </message>
    <message>
        <source>Against what is saved: %1.</source>
        <translation>Frente a lo guardado: %1.</translation>
    </message>
</context>
<context>
    <name>consultantos::FrameworkTextEditor</name>
    <message>
        <source>The framework as text</source>
        <translation>El método como texto</translation>
    </message>
    <message>
        <source>Line %1:</source>
        <translation>Línea %1:</translation>
    </message>
</context>
<context>
    <name>consultantos::FrameworksWindow</name>
    <message>
        <source>&amp;Save</source>
        <translation>&amp;Guardar</translation>
    </message>
    <message>
        <source>Re&amp;vert</source>
        <translation>Descar&amp;tar</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>&amp;Copiar</translation>
    </message>
    <message>
        <source>&amp;Delete</source>
        <translation>&amp;Eliminar</translation>
    </message>
    <message>
        <source>Undo d&amp;elete</source>
        <translation>Deshacer la e&amp;liminación</translation>
    </message>
    <message>
        <source>E&amp;xport …</source>
        <translation>E&amp;xportar…</translation>
    </message>
    <message>
        <source>Frameworks – ConsultantOS</source>
        <translation>Métodos – ConsultantOS</translation>
    </message>
    <message>
        <source>Frameworks</source>
        <translation>Métodos</translation>
    </message>
    <message>
        <source>&amp;Import …</source>
        <translation>&amp;Importar…</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>&amp;Deshacer</translation>
    </message>
    <message>
        <source>A framework of your own, made of this one, to be changed</source>
        <translation>Un método propio, creado a partir de este, que se puede modificar</translation>
    </message>
    <message>
        <source>Back to what is saved; can be undone</source>
        <translation>Volver a lo guardado; se puede deshacer</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Guardar</translation>
    </message>
    <message>
        <source>Ways to edit</source>
        <translation>Formas de editar</translation>
    </message>
    <message>
        <source>Form</source>
        <translation>Formulario</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Texto</translation>
    </message>
    <message>
        <source>Line %1:</source>
        <translation>Línea %1:</translation>
    </message>
    <message>
        <source>It comes with the program and stays as it is: copy it to make one of your own.</source>
        <translation>Viene con el programa y permanece como está: cópielo para crear uno propio.</translation>
    </message>
    <message>
        <source>Not saved yet; kept as a draft.</source>
        <translation>Aún sin guardar; se conserva como borrador.</translation>
    </message>
    <message>
        <source>Import a framework</source>
        <translation>Importar un método</translation>
    </message>
    <message>
        <source>Framework (*.json)</source>
        <translation>Método (*.json)</translation>
    </message>
    <message>
        <source>Export the framework</source>
        <translation>Exportar el método</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>&amp;Rehacer</translation>
    </message>
    <message numerus="yes">
        <source>and %n more fault(s)</source>
        <translation>
            <numerusform>y %n error más</numerusform>
            <numerusform>y %n errores más</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>consultantos::HealthCard</name>
    <message>
        <source>%1, %2 times, last %3: %4</source>
        <translation>%1, %2 veces, la última %3: %4</translation>
    </message>
    <message>
        <source>Slow statements</source>
        <translation>Sentencias lentas</translation>
    </message>
    <message>
        <source>Setting</source>
        <translation>Ajuste</translation>
    </message>
    <message>
        <source>Limiters and breakers</source>
        <translation>Limitadores y cortacircuitos</translation>
    </message>
    <message>
        <source>Diagnosis</source>
        <translation>Diagnóstico</translation>
    </message>
    <message>
        <source>Alerts</source>
        <translation>Alertas</translation>
    </message>
    <message>
        <source>%1: %2.</source>
        <translation>%1: %2.</translation>
    </message>
    <message>
        <source>Open the setting %1</source>
        <translation>Abrir el ajuste %1</translation>
    </message>
    <message>
        <source>✓ No alert of the monitoring rules goes off.</source>
        <translation>✓ No salta ninguna alerta de las reglas de supervisión.</translation>
    </message>
    <message>
        <source>%1: %2; %3</source>
        <translation>%1: %2; %3</translation>
    </message>
    <message>
        <source>Language models: none has been used.</source>
        <translation>Modelos de lenguaje: no se ha utilizado ninguno.</translation>
    </message>
    <message>
        <source>✗ Cache level 2 (Redis) can&apos;t be reached; it is tried again by itself.</source>
        <translation>✗ No se puede acceder al nivel 2 de la caché (Redis); se volverá a intentar automáticamente.</translation>
    </message>
    <message>
        <source>Cache level 2 (Redis): no failure.</source>
        <translation>Nivel 2 de la caché (Redis): sin fallos.</translation>
    </message>
    <message>
        <source>✗ Cache level 3 (disk) can&apos;t be used.</source>
        <translation>✗ No se puede utilizar el nivel 3 de la caché (disco).</translation>
    </message>
    <message>
        <source>Cache level 3 (disk): no failure.</source>
        <translation>Nivel 3 de la caché (disco): sin fallos.</translation>
    </message>
</context>
<context>
    <name>consultantos::HealthModel</name>
    <message>
        <source>fewer than five comparable companies report it</source>
        <translation>lo publican menos de cinco empresas comparables</translation>
    </message>
    <message>
        <source>Figure</source>
        <translation>Indicador</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Semáforo</translation>
    </message>
    <message>
        <source>Trend</source>
        <translation>Evolución</translation>
    </message>
    <message>
        <source>Lower quartile</source>
        <translation>Cuartil inferior</translation>
    </message>
    <message>
        <source>Peers&apos; median</source>
        <translation>Mediana de comparables</translation>
    </message>
    <message>
        <source>Upper quartile</source>
        <translation>Cuartil superior</translation>
    </message>
    <message>
        <source>Percentile</source>
        <translation>Percentil</translation>
    </message>
</context>
<context>
    <name>consultantos::HealthPage</name>
    <message>
        <source>Financial health</source>
        <translation>Salud financiera</translation>
    </message>
    <message>
        <source>Show only</source>
        <translation>Mostrar solo</translation>
    </message>
    <message>
        <source>All figures</source>
        <translation>Todos los indicadores</translation>
    </message>
    <message>
        <source>No company of the sector is stored to compare with.</source>
        <translation>No hay ninguna empresa del sector almacenada con la que comparar.</translation>
    </message>
    <message>
        <source>Compared with %1</source>
        <translation>Comparado con %1</translation>
    </message>
    <message>
        <source>Rule</source>
        <translation>Regla</translation>
    </message>
    <message>
        <source>No figure has this light.</source>
        <translation>Ningún indicador tiene este color de semáforo.</translation>
    </message>
    <message>
        <source>Upper quartile of peers</source>
        <translation>Cuartil superior de los comparables</translation>
    </message>
    <message>
        <source>Median of peers</source>
        <translation>Mediana de los comparables</translation>
    </message>
    <message>
        <source>Lower quartile of peers</source>
        <translation>Cuartil inferior de los comparables</translation>
    </message>
    <message>
        <source>%1, per cent</source>
        <translation>%1, en porcentaje</translation>
    </message>
    <message>
        <source>Source of the rule</source>
        <translation>Fuente de la regla</translation>
    </message>
    <message>
        <source>distance %1</source>
        <translation>distancia %1</translation>
    </message>
    <message>
        <source>Published average: %1</source>
        <translation>Media publicada: %1</translation>
    </message>
    <message>
        <source>Own earlier median: %1</source>
        <translation>Mediana propia anterior: %1</translation>
    </message>
    <message>
        <source>Companies that report it</source>
        <translation>Empresas que lo publican</translation>
    </message>
</context>
<context>
    <name>consultantos::HelpWindow</name>
    <message>
        <source>Back</source>
        <translation>Atrás</translation>
    </message>
    <message>
        <source>Forward</source>
        <translation>Adelante</translation>
    </message>
    <message>
        <source>Guide – ConsultantOS</source>
        <translation>Guía – ConsultantOS</translation>
    </message>
    <message>
        <source>Search the guide</source>
        <translation>Buscar en la guía</translation>
    </message>
    <message>
        <source>Contents</source>
        <translation>Contenido</translation>
    </message>
    <message>
        <source>What was found</source>
        <translation>Lo encontrado</translation>
    </message>
    <message>
        <source>Guide</source>
        <translation>Guía</translation>
    </message>
    <message>
        <source>Nothing found. Search for other words.</source>
        <translation>No se encontró nada. Busque otras palabras.</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <comment>heading, guide</comment>
        <translation>%1 (%2)</translation>
    </message>
</context>
<context>
    <name>consultantos::HistogramView</name>
    <message>
        <source>Where the result lies</source>
        <translation>Dónde se sitúa el resultado</translation>
    </message>
    <message>
        <source>%1: median %2, nine of ten draws between %3 and %4</source>
        <translation>%1: mediana %2, nueve de cada diez simulaciones entre %3 y %4</translation>
    </message>
    <message>
        <source>%1 or more (%2): %3</source>
        <translation>%1 o más (%2): %3</translation>
    </message>
    <message>
        <source>Share of the draws</source>
        <translation>Proporción de los sorteos</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <translation>%1 a %2</translation>
    </message>
</context>
<context>
    <name>consultantos::ImportActions</name>
    <message>
        <source>Import files</source>
        <translation>Importar archivos</translation>
    </message>
    <message>
        <source>Import a folder</source>
        <translation>Importar una carpeta</translation>
    </message>
    <message>
        <source>Save a template for client figures</source>
        <translation>Guardar una plantilla para las cifras del cliente</translation>
    </message>
    <message>
        <source>Excel workbook (*.xlsx)</source>
        <translation>Libro de Excel (*.xlsx)</translation>
    </message>
    <message>
        <source>Saved: fill in %1, then import it</source>
        <translation>Guardado: rellene %1 y después impórtelo</translation>
    </message>
    <message>
        <source>Watch a folder: its files are imported now and whenever they change</source>
        <translation>Vigilar una carpeta: sus archivos se importan ahora y cada vez que cambian</translation>
    </message>
    <message>
        <source>&amp;Watch a folder …</source>
        <translation>&amp;Vigilar una carpeta…</translation>
    </message>
    <message>
        <source>&amp;Watch %1</source>
        <translation>&amp;Vigilar %1</translation>
    </message>
</context>
<context>
    <name>consultantos::ImportController</name>
    <message>
        <source>The import was cancelled.</source>
        <translation>La importación se ha cancelado.</translation>
    </message>
    <message>
        <source>This program can&apos;t import files.</source>
        <translation>Este programa no puede importar archivos.</translation>
    </message>
</context>
<context>
    <name>consultantos::ImportModel</name>
    <message numerus="yes">
        <source>%n file(s) imported</source>
        <translation>
            <numerusform>%n archivo importado</numerusform>
            <numerusform>%n archivos importados</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n with remarks</source>
        <translation>
            <numerusform>%n con observaciones</numerusform>
            <numerusform>%n con observaciones</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n failed</source>
        <translation>
            <numerusform>%n fallido</numerusform>
            <numerusform>%n fallidos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n cancelled</source>
        <translation>
            <numerusform>%n cancelado</numerusform>
            <numerusform>%n cancelados</numerusform>
        </translation>
    </message>
    <message>
        <source>File</source>
        <translation>Archivo</translation>
    </message>
    <message>
        <source>Found</source>
        <translation>Encontrado</translation>
    </message>
    <message>
        <source>Not found, and what to do</source>
        <translation>No encontrado y qué hacer</translation>
    </message>
</context>
<context>
    <name>consultantos::ImportPanel</name>
    <message>
        <source>Sto&amp;p importing</source>
        <translation>&amp;Detener la importación</translation>
    </message>
    <message>
        <source>Hide</source>
        <translation>Ocultar</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>Importación</translation>
    </message>
    <message>
        <source>Files of the import</source>
        <translation>Archivos de la importación</translation>
    </message>
    <message>
        <source>Looking for files …</source>
        <translation>Buscando archivos…</translation>
    </message>
    <message>
        <source>Importing: %1 of %2</source>
        <translation>Importando: %1 de %2</translation>
    </message>
    <message>
        <source>New brief</source>
        <translation>Nuevo encargo</translation>
    </message>
    <message>
        <source>New brief with this document</source>
        <translation>Nuevo encargo con este documento</translation>
    </message>
    <message>
        <source>Describes an analysis that has the imported document among its evidence</source>
        <translation>Describe un análisis que tiene el documento importado entre sus pruebas</translation>
    </message>
</context>
<context>
    <name>consultantos::Inspector</name>
    <message>
        <source>&amp;Wrong: write anew</source>
        <translation>&amp;Incorrecto: volver a redactar</translation>
    </message>
    <message>
        <source>Show in &amp;document</source>
        <translation>Mostrar en el &amp;documento</translation>
    </message>
    <message>
        <source>Evidence</source>
        <translation>Evidencia</translation>
    </message>
    <message>
        <source>What it rests on</source>
        <translation>En qué se basa</translation>
    </message>
    <message>
        <source>Cop&amp;y</source>
        <translation>Co&amp;piar</translation>
    </message>
    <message>
        <source>What the model wrote on this part is never used again; the analysis runs once more and asks it for this part anew.</source>
        <translation>Lo que el modelo escribió sobre esta parte no se volverá a utilizar nunca; el análisis se ejecuta otra vez y le consulta de nuevo sobre esta parte.</translation>
    </message>
    <message>
        <source>Click a number or a grade in a report to see where it comes from.</source>
        <translation>Haga clic en un número o una calificación de un informe para ver de dónde procede.</translation>
    </message>
    <message>
        <source>Confidence: %1 %</source>
        <translation>Confianza: %1&#xa0;%</translation>
    </message>
    <message>
        <source>As the program wrote it (%1):</source>
        <translation>Tal como lo redactó el programa (%1):</translation>
    </message>
    <message>
        <source>Against it:</source>
        <translation>En contra:</translation>
    </message>
    <message>
        <source>Reasoning:</source>
        <translation>Razonamiento:</translation>
    </message>
    <message>
        <source>Statement</source>
        <translation>Afirmación</translation>
    </message>
    <message>
        <source>From an earlier question to %1: what it wrote for an earlier report on the same evidence was used again.</source>
        <translation>De una consulta anterior a %1: se ha reutilizado lo que escribió para un informe anterior sobre la misma evidencia.</translation>
    </message>
    <message>
        <source>Written by %1 for this report.</source>
        <translation>Escrito por %1 para este informe.</translation>
    </message>
</context>
<context>
    <name>consultantos::KeyField</name>
    <message>
        <source>Key</source>
        <translation>Clave</translation>
    </message>
    <message>
        <source>Save to keyring</source>
        <translation>Guardar en el llavero</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Quitar</translation>
    </message>
    <message>
        <source>Key of %1</source>
        <translation>Clave de %1</translation>
    </message>
    <message>
        <source>Save the key of %1 to the keyring</source>
        <translation>Guardar la clave de %1 en el llavero</translation>
    </message>
    <message>
        <source>Remove the key of %1 from the keyring</source>
        <translation>Quitar la clave de %1 del llavero</translation>
    </message>
    <message>
        <source>Looking for it in the keyring …</source>
        <translation>Buscándola en el llavero…</translation>
    </message>
    <message>
        <source>None. Type one to keep it in the system&apos;s keyring, or set %1 in the environment.</source>
        <translation>Ninguna. Escriba una para guardarla en el llavero del sistema o defina %1 en el entorno.</translation>
    </message>
    <message>
        <source>In the keyring. It isn&apos;t shown; type another to replace it.</source>
        <translation>En el llavero. No se muestra; escriba otra para sustituirla.</translation>
    </message>
    <message>
        <source>From the environment: %1. Change it there.</source>
        <translation>Del entorno: %1. Cámbiela allí.</translation>
    </message>
    <message>
        <source>No keyring can be used here, so a key can&apos;t be kept: set %1 in the environment and start the program again.</source>
        <translation>Aquí no se puede utilizar ningún llavero, por lo que no es posible guardar una clave: defina %1 en el entorno y reinicie el programa.</translation>
    </message>
    <message>
        <source>Waiting for the keyring …</source>
        <translation>Esperando al llavero…</translation>
    </message>
    <message>
        <source>Remove the key of %1 from the keyring?</source>
        <translation>¿Quitar la clave de %1 del llavero?</translation>
    </message>
    <message>
        <source>It isn&apos;t kept anywhere else by this program: to use the service again you need it from there.</source>
        <translation>Este programa no la guarda en ningún otro lugar: para volver a usar el servicio, tendrá que pedirla allí.</translation>
    </message>
</context>
<context>
    <name>consultantos::LibraryModel</name>
    <message>
        <source>Company</source>
        <translation>Empresa</translation>
    </message>
    <message>
        <source>Question</source>
        <translation>Pregunta</translation>
    </message>
    <message>
        <source>Frameworks</source>
        <translation>Métodos</translation>
    </message>
    <message>
        <source>Depth</source>
        <translation>Profundidad</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Estado</translation>
    </message>
    <message>
        <source>Made</source>
        <translation>Creado</translation>
    </message>
    <message>
        <source>%1, pinned</source>
        <translation>%1, fijado</translation>
    </message>
</context>
<context>
    <name>consultantos::LibraryPage</name>
    <message>
        <source>&amp;Open</source>
        <translation>&amp;Abrir</translation>
    </message>
    <message>
        <source>De&amp;lete</source>
        <translation>&amp;Eliminar</translation>
    </message>
    <message>
        <source>Moni&amp;tor …</source>
        <translation>&amp;Seguimiento…</translation>
    </message>
    <message>
        <source>Co&amp;mpare</source>
        <translation>&amp;Comparar</translation>
    </message>
    <message>
        <source>&amp;Save as</source>
        <translation>&amp;Guardar como</translation>
    </message>
    <message>
        <source>Library</source>
        <translation>Biblioteca</translation>
    </message>
    <message>
        <source>Search in all reports</source>
        <translation>Buscar en todos los informes</translation>
    </message>
    <message>
        <source>Show only</source>
        <translation>Mostrar solo</translation>
    </message>
    <message>
        <source>All reports</source>
        <translation>Todos los informes</translation>
    </message>
    <message>
        <source>Reports</source>
        <translation>Informes</translation>
    </message>
    <message>
        <source>Saves the chosen reports in a folder, a file each</source>
        <translation>Guarda los informes elegidos en una carpeta, un archivo por informe</translation>
    </message>
    <message>
        <source>Watches the company of the chosen report for changes</source>
        <translation>Hace el seguimiento de los cambios en la empresa del informe elegido</translation>
    </message>
    <message>
        <source>Shows what changed between two chosen reports</source>
        <translation>Muestra qué ha cambiado entre dos informes elegidos</translation>
    </message>
    <message>
        <source>Go to the brief</source>
        <translation>Ir al encargo</translation>
    </message>
    <message>
        <source>No report matches</source>
        <translation>Ningún informe coincide</translation>
    </message>
    <message>
        <source>The library is empty</source>
        <translation>La biblioteca está vacía</translation>
    </message>
    <message>
        <source>Search for other words, or show all reports.</source>
        <translation>Busque otras palabras o muestre todos los informes.</translation>
    </message>
    <message>
        <source>Each analysis is kept here. Start the first one on the brief page.</source>
        <translation>Aquí se guardan todos los análisis. Inicie el primero en la página Encargo.</translation>
    </message>
    <message numerus="yes">
        <source>%n report(s) deleted.</source>
        <translation>
            <numerusform>%n informe eliminado.</numerusform>
            <numerusform>%n informes eliminados.</numerusform>
        </translation>
    </message>
    <message>
        <source>P&amp;in</source>
        <translation>&amp;Fijar</translation>
    </message>
    <message>
        <source>Pinned reports stand in the File menu, and no rule of retention deletes them</source>
        <translation>Los informes fijados figuran en el menú Archivo y ninguna regla de conservación los elimina</translation>
    </message>
    <message>
        <source>Unp&amp;in</source>
        <translation>&amp;Soltar</translation>
    </message>
    <message>
        <source>Pinned</source>
        <translation>Fijados</translation>
    </message>
    <message>
        <source>No report is pinned</source>
        <translation>Ningún informe está fijado</translation>
    </message>
    <message>
        <source>Show all reports, choose one and pin it: then it is found here, and no rule deletes it.</source>
        <translation>Muestre todos los informes, elija uno y fíjelo: entonces estará aquí y ninguna regla lo eliminará.</translation>
    </message>
</context>
<context>
    <name>consultantos::LineChart</name>
    <message>
        <source>Period</source>
        <translation>Periodo</translation>
    </message>
    <message>
        <source>Factor</source>
        <translation>Factor</translation>
    </message>
</context>
<context>
    <name>consultantos::MainWindow</name>
    <message>
        <source>%1 – ConsultantOS</source>
        <translation>%1 – ConsultantOS</translation>
    </message>
    <message>
        <source>Evidence</source>
        <translation>Evidencia</translation>
    </message>
    <message>
        <source>&amp;Evidence</source>
        <translation>&amp;Evidencia</translation>
    </message>
    <message>
        <source>Ask</source>
        <translation>Preguntar</translation>
    </message>
    <message>
        <source>Analysing %1 …</source>
        <translation>Analizando %1…</translation>
    </message>
    <message>
        <source>The report could not be saved: %1</source>
        <translation>No se ha podido guardar el informe: %1</translation>
    </message>
    <message>
        <source>The report could not be saved.</source>
        <translation>No se ha podido guardar el informe.</translation>
    </message>
    <message>
        <source>Importing: %1 of %2</source>
        <translation>Importando: %1 de %2</translation>
    </message>
    <message>
        <source>Ready, offline</source>
        <translation>Listo, sin conexión</translation>
    </message>
    <message>
        <source>Ready</source>
        <translation>Listo</translation>
    </message>
    <message>
        <source>Another engagement can&apos;t be opened while an analysis or an import runs.</source>
        <translation>No se puede abrir otro proyecto mientras haya un análisis o una importación en curso.</translation>
    </message>
    <message>
        <source>Wait until it has finished, or cancel it.</source>
        <translation>Espere a que termine o cancélelo.</translation>
    </message>
    <message>
        <source>ConsultantOS</source>
        <translation>ConsultantOS</translation>
    </message>
    <message>
        <source>The forecast is in the report.</source>
        <translation>La previsión está en el informe.</translation>
    </message>
    <message>
        <source>It is in the report now.</source>
        <translation>Ya está en el informe.</translation>
    </message>
    <message numerus="yes">
        <source>%n open alert(s)</source>
        <translation>
            <numerusform>%n alerta abierta</numerusform>
            <numerusform>%n alertas abiertas</numerusform>
        </translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Mostrar</translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation>Cerrar</translation>
    </message>
    <message>
        <source>ConsultantOS %1 is there; this is %2.</source>
        <translation>Ya está disponible ConsultantOS %1; esta es la versión %2.</translation>
    </message>
    <message>
        <source>The analysis is done</source>
        <translation>El análisis ha terminado</translation>
    </message>
    <message>
        <source>The analysis failed</source>
        <translation>El análisis ha fallado</translation>
    </message>
    <message>
        <source>The import is done</source>
        <translation>La importación ha terminado</translation>
    </message>
    <message>
        <source>The brief was cleared.</source>
        <translation>El encargo se ha vaciado.</translation>
    </message>
    <message numerus="yes">
        <source>%n series</source>
        <comment>that were forecast</comment>
        <translation>
            <numerusform>%n serie</numerusform>
            <numerusform>%n series</numerusform>
        </translation>
    </message>
    <message>
        <source>The forecasts are done</source>
        <translation>Las previsiones han terminado</translation>
    </message>
    <message numerus="yes">
        <source>%1, %n of them failed</source>
        <translation>
            <numerusform>%1, %n de ellas fallida</numerusform>
            <numerusform>%1, %n de ellas fallidas</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>consultantos::MessageCard</name>
    <message>
        <source>Question</source>
        <translation>Pregunta</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>Respuesta</translation>
    </message>
    <message>
        <source>Understood as: %1</source>
        <translation>Entendido como: %1</translation>
    </message>
    <message>
        <source>Source %1</source>
        <translation>Fuente %1</translation>
    </message>
    <message>
        <source>Wrong: ask anew</source>
        <translation>Incorrecto: preguntar de nuevo</translation>
    </message>
    <message>
        <source>The model&apos;s kept reply is never used again; the new answer takes this one&apos;s place.</source>
        <translation>La respuesta guardada del modelo no se volverá a utilizar nunca; la nueva sustituye a esta.</translation>
    </message>
    <message>
        <source>built-in engine</source>
        <translation>motor integrado</translation>
    </message>
    <message>
        <source>The stored answer is damaged; its text alone could be read.</source>
        <translation>La respuesta guardada está dañada; solo se ha podido leer su texto.</translation>
    </message>
    <message>
        <source>Copy with sources</source>
        <translation>Copiar con las fuentes</translation>
    </message>
</context>
<context>
    <name>consultantos::MessageList</name>
    <message>
        <source>Show &amp;earlier messages</source>
        <translation>Mostrar mensajes &amp;anteriores</translation>
    </message>
    <message>
        <source>Messages</source>
        <translation>Mensajes</translation>
    </message>
    <message>
        <source>Being written – figures are not checked yet</source>
        <translation>Redactándose: las cifras aún no están comprobadas</translation>
    </message>
    <message>
        <source>Looking for the answer …</source>
        <translation>Buscando la respuesta…</translation>
    </message>
</context>
<context>
    <name>consultantos::MethodTableModel</name>
    <message>
        <source>%1 %</source>
        <translation>%1&#xa0;%</translation>
    </message>
    <message>
        <source>Method</source>
        <translation>Método</translation>
    </message>
    <message>
        <source>Weight</source>
        <translation>Peso</translation>
    </message>
    <message>
        <source>MASE</source>
        <translation>MASE</translation>
    </message>
    <message>
        <source>Next step</source>
        <translation>Próximo paso</translation>
    </message>
    <message>
        <source>Last step</source>
        <translation>Último paso</translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation>Parámetros</translation>
    </message>
</context>
<context>
    <name>consultantos::ModelPanel</name>
    <message>
        <source>%1 to %2</source>
        <translation>%1 a %2</translation>
    </message>
    <message>
        <source>&amp;What would be sent …</source>
        <translation>&amp;Qué se enviaría…</translation>
    </message>
    <message>
        <source>Language model</source>
        <translation>Modelo de lenguaje</translation>
    </message>
    <message>
        <source>What each agent would ask the language model</source>
        <translation>Qué consultaría cada agente al modelo de lenguaje</translation>
    </message>
    <message>
        <source>Agent</source>
        <translation>Agente</translation>
    </message>
    <message>
        <source>Calls</source>
        <translation>Llamadas</translation>
    </message>
    <message>
        <source>Kept replies</source>
        <translation>Respuestas guardadas</translation>
    </message>
    <message>
        <source>Tokens in</source>
        <translation>Tokens de entrada</translation>
    </message>
    <message>
        <source>Tokens out</source>
        <translation>Tokens de salida</translation>
    </message>
    <message>
        <source>Cost</source>
        <translation>Coste</translation>
    </message>
    <message>
        <source>&amp;Settings of the model …</source>
        <translation>A&amp;justes del modelo…</translation>
    </message>
    <message>
        <source>Budget for a report</source>
        <translation>Presupuesto por informe</translation>
    </message>
    <message>
        <source>without limit</source>
        <translation>sin límite</translation>
    </message>
    <message>
        <source>None: the built-in engine makes the analysis alone, on this computer and free of charge.</source>
        <translation>Ninguno: el motor integrado realiza el análisis por sí solo, en este ordenador y sin coste.</translation>
    </message>
    <message>
        <source>Offline: it isn&apos;t asked, the built-in engine works alone.</source>
        <translation>Sin conexión: no se le consulta; el motor integrado trabaja por sí solo.</translation>
    </message>
    <message>
        <source>Name a company to see what would be asked and what it costs at most.</source>
        <translation>Indique una empresa para ver qué se consultaría y cuánto costaría como máximo.</translation>
    </message>
    <message>
        <source>Estimating what would be asked …</source>
        <translation>Estimando qué se consultaría…</translation>
    </message>
    <message>
        <source>No estimate: %1</source>
        <translation>Sin estimación: %1</translation>
    </message>
    <message>
        <source>This analysis asks the language model nothing.</source>
        <translation>Este análisis no consulta nada al modelo de lenguaje.</translation>
    </message>
    <message>
        <source>The lower end: replies as long as those to the same agents were until now.</source>
        <translation>El extremo inferior: respuestas tan largas como las obtenidas hasta ahora por los mismos agentes.</translation>
    </message>
    <message>
        <source>The lower end: replies as long as those until now, or a quarter of the longest where there were none.</source>
        <translation>El extremo inferior: respuestas tan largas como las obtenidas hasta ahora o, donde no las hubo, la cuarta parte de la más larga posible.</translation>
    </message>
    <message>
        <source>%1 The upper end is set aside before each call and can&apos;t be passed. Sources of the network may add evidence; a correction may ask once more.</source>
        <translation>%1 El extremo superior se reserva antes de cada llamada y no se puede superar. Las fuentes de la red pueden añadir evidencia; una corrección puede exigir una consulta más.</translation>
    </message>
    <message>
        <source>Together</source>
        <translation>Total</translation>
    </message>
    <message>
        <source>the budget of a report</source>
        <translation>el presupuesto por informe</translation>
    </message>
    <message>
        <source>today&apos;s budget</source>
        <translation>el presupuesto de hoy</translation>
    </message>
    <message>
        <source>the engagement&apos;s budget</source>
        <translation>el presupuesto del proyecto</translation>
    </message>
    <message>
        <source>With this report %1 (%2) could be passed: what could pass it is not sent.</source>
        <translation>Con este informe se podría superar %1 (%2): lo que pudiera superarlo no se envía.</translation>
    </message>
    <message>
        <source>With this report 80 % of %1 (%2) may be used.</source>
        <translation>Con este informe se podría consumir el 80&#xa0;% del límite: %1 (%2).</translation>
    </message>
    <message>
        <source>The model&apos;s price isn&apos;t known, so it is not asked as long as there is a budget. Add its price, or take the budget away.</source>
        <translation>No se conoce el precio del modelo, por lo que no se le consulta mientras haya un presupuesto. Añada su precio o quite el presupuesto.</translation>
    </message>
</context>
<context>
    <name>consultantos::ModelSection</name>
    <message>
        <source>Models (*.gguf);;All files (*)</source>
        <translation>Modelos (*.gguf);;Todos los archivos (*)</translation>
    </message>
    <message>
        <source>Programs (*)</source>
        <translation>Programas (*)</translation>
    </message>
    <message>
        <source>The language model</source>
        <translation>El modelo de lenguaje</translation>
    </message>
    <message>
        <source>What it may cost</source>
        <translation>Cuánto puede costar</translation>
    </message>
    <message>
        <source>What a call costs at most is set aside before it: a budget can&apos;t be passed. A call whose price isn&apos;t known is refused as long as there is a budget.</source>
        <translation>El coste máximo de una llamada se reserva antes de hacerla: un presupuesto no se puede superar. Una llamada cuyo precio no se conoce se rechaza mientras haya un presupuesto.</translation>
    </message>
    <message>
        <source>What is never sent</source>
        <translation>Qué no se envía nunca</translation>
    </message>
    <message>
        <source>Names are replaced by &quot;Company 1&quot; or &quot;Person 1&quot; before anything is sent and put back in the reply. One a line; other ways of writing a name behind &quot;=&quot;. Documents are marked in the list of documents.</source>
        <translation>Los nombres se sustituyen por «Company 1» o «Person 1» antes de enviar nada y se reponen en la respuesta. Uno por línea; otras formas de escribir un nombre, detrás de «=». Los documentos se marcan en la lista de documentos.</translation>
    </message>
    <message>
        <source>Acme Robotics GmbH = ACR</source>
        <translation>Acme Robotics GmbH = ACR</translation>
    </message>
    <message>
        <source>Anna Schmidt</source>
        <translation>Anna Schmidt</translation>
    </message>
    <message>
        <source>The context, in your own words</source>
        <translation>El contexto, con sus propias palabras</translation>
    </message>
    <message>
        <source>The question</source>
        <translation>La pregunta</translation>
    </message>
    <message>
        <source>The region</source>
        <translation>La región</translation>
    </message>
    <message>
        <source>The name of the company that is analysed</source>
        <translation>El nombre de la empresa analizada</translation>
    </message>
    <message>
        <source>Before anything goes to a service for the first time, you see it and are asked.</source>
        <translation>Antes de que algo se envíe por primera vez a un servicio, usted lo ve y se le pregunta.</translation>
    </message>
    <message>
        <source>Ask me again</source>
        <translation>Volver a preguntarme</translation>
    </message>
    <message>
        <source>Takes back what you agreed to send, for this engagement</source>
        <translation>Retira, para este proyecto, su consentimiento para enviar</translation>
    </message>
    <message>
        <source>Traffic</source>
        <translation>Tráfico</translation>
    </message>
    <message>
        <source>The network can&apos;t be used: no model is asked.</source>
        <translation>No se puede utilizar la red: no se consulta ningún modelo.</translation>
    </message>
    <message>
        <source>Offline: no service is asked.</source>
        <translation>Sin conexión: no se consulta ningún servicio.</translation>
    </message>
    <message>
        <source>You are asked again before anything goes to a service.</source>
        <translation>Se le volverá a preguntar antes de que algo se envíe a un servicio.</translation>
    </message>
</context>
<context>
    <name>consultantos::MonitorDialog</name>
    <message>
        <source>Add a monitor</source>
        <translation>Añadir un seguimiento</translation>
    </message>
    <message>
        <source>Edit the monitor</source>
        <translation>Editar el seguimiento</translation>
    </message>
    <message>
        <source>&amp;Add the monitor</source>
        <translation>&amp;Añadir el seguimiento</translation>
    </message>
    <message>
        <source>&amp;Save</source>
        <translation>&amp;Guardar</translation>
    </message>
    <message>
        <source>Name, ticker or CIK, for example Tesla</source>
        <translation>Nombre, símbolo bursátil o CIK, por ejemplo Tesla</translation>
    </message>
    <message>
        <source>The company&apos;s, unless you need to tell several apart</source>
        <translation>El de la empresa, salvo que necesite distinguir varios</translation>
    </message>
    <message>
        <source>&amp;Company</source>
        <translation>&amp;Empresa</translation>
    </message>
    <message>
        <source>Na&amp;me</source>
        <translation>N&amp;ombre</translation>
    </message>
    <message>
        <source>What it watches</source>
        <translation>Qué se sigue</translation>
    </message>
    <message>
        <source>When it looks</source>
        <translation>Cuándo se comprueba</translation>
    </message>
    <message>
        <source>Where alerts go, beside the list</source>
        <translation>Adónde van las alertas, además de a la lista</translation>
    </message>
    <message>
        <source>Name a company.</source>
        <translation>Indique una empresa.</translation>
    </message>
    <message>
        <source>Choose something to watch.</source>
        <translation>Elija algo que seguir.</translation>
    </message>
</context>
<context>
    <name>consultantos::MonitorTable</name>
    <message>
        <source>No monitor yet</source>
        <translation>Aún no hay seguimientos</translation>
    </message>
    <message>
        <source>A monitor looks at a company on a schedule of yours: new filings and figures, a line that a figure crosses, the score of a framework, risk factors, news. It raises an alert when something changed enough to matter, and says what that rests on.</source>
        <translation>Un seguimiento observa una empresa con la periodicidad que usted fije: nuevos documentos presentados y cifras, un umbral que cruza un indicador, la puntuación de un método, factores de riesgo, noticias. Emite una alerta cuando algo ha cambiado lo bastante como para ser relevante e indica en qué se basa.</translation>
    </message>
    <message>
        <source>Add the first monitor …</source>
        <translation>Añadir el primer seguimiento…</translation>
    </message>
    <message>
        <source>Edi&amp;t …</source>
        <translation>Ed&amp;itar…</translation>
    </message>
    <message>
        <source>&amp;Check now</source>
        <translation>&amp;Comprobar ahora</translation>
    </message>
    <message>
        <source>&amp;Pause</source>
        <translation>&amp;Pausar</translation>
    </message>
    <message>
        <source>Re&amp;move</source>
        <translation>&amp;Quitar</translation>
    </message>
    <message>
        <source>Monitors</source>
        <translation>Seguimientos</translation>
    </message>
    <message>
        <source>What it watches, when and from how large a change on (Enter)</source>
        <translation>Qué sigue, cuándo y a partir de qué magnitud de cambio (Intro)</translation>
    </message>
    <message>
        <source>Without waiting for its schedule (C); all that are active if none is chosen</source>
        <translation>Sin esperar a su programación (C); todos los activos si no se elige ninguno</translation>
    </message>
    <message>
        <source>Its alerts stay (Delete)</source>
        <translation>Sus alertas se conservan (Supr)</translation>
    </message>
    <message>
        <source>Ca&amp;ncel</source>
        <translation>Ca&amp;ncelar</translation>
    </message>
    <message>
        <source>What was checked stays; the check under way leaves all as it was (Esc)</source>
        <translation>Lo comprobado se conserva; la comprobación en curso deja todo como estaba (Esc)</translation>
    </message>
    <message>
        <source>Checking %1 (%2 of %3) …</source>
        <translation>Comprobando %1 (%2 de %3)…</translation>
    </message>
    <message>
        <source>Checking %1 …</source>
        <translation>Comprobando %1…</translation>
    </message>
    <message>
        <source>&amp;Check all now</source>
        <translation>&amp;Comprobar todo ahora</translation>
    </message>
    <message>
        <source>&amp;Resume</source>
        <translation>Rean&amp;udar</translation>
    </message>
    <message>
        <source>Checks again from its next regular time on (P)</source>
        <translation>Vuelve a comprobar a partir de su próxima hora habitual (P)</translation>
    </message>
    <message>
        <source>No checks until it is resumed (P)</source>
        <translation>Sin comprobaciones hasta que se reanude (P)</translation>
    </message>
    <message>
        <source>The last check failed: %1</source>
        <translation>La última comprobación ha fallado: %1</translation>
    </message>
    <message>
        <source>Not everything could be looked at: %1</source>
        <translation>No se ha podido comprobar todo: %1</translation>
    </message>
</context>
<context>
    <name>consultantos::MonitorTableModel</name>
    <message>
        <source>%1 (%2)</source>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>due</source>
        <translation>pendiente</translation>
    </message>
    <message>
        <source>Checking …</source>
        <translation>Comprobando…</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>En pausa</translation>
    </message>
    <message>
        <source>By the clocks of %1</source>
        <translation>En la zona horaria %1</translation>
    </message>
    <message>
        <source>Not everything could be looked at:</source>
        <translation>No se ha podido comprobar todo:</translation>
    </message>
    <message>
        <source>Company</source>
        <translation>Empresa</translation>
    </message>
    <message>
        <source>Watches</source>
        <translation>Sigue</translation>
    </message>
    <message>
        <source>When</source>
        <translation>Cuándo</translation>
    </message>
    <message>
        <source>Last check</source>
        <translation>Comprobado</translation>
    </message>
    <message>
        <source>Next check</source>
        <translation>Próxima</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Estado</translation>
    </message>
</context>
<context>
    <name>consultantos::MonitorsController</name>
    <message>
        <source>Sending …</source>
        <translation>Enviando…</translation>
    </message>
    <message>
        <source>It could not be sent: %1</source>
        <translation>No se ha podido enviar: %1</translation>
    </message>
    <message>
        <source>It was sent.</source>
        <translation>Se ha enviado.</translation>
    </message>
    <message>
        <source>%1 is being watched.</source>
        <translation>%1 ya está en seguimiento.</translation>
    </message>
    <message>
        <source>The monitor of %1 was changed.</source>
        <translation>Se ha modificado el seguimiento de %1.</translation>
    </message>
    <message>
        <source>The monitor of %1 was removed; its alerts stay.</source>
        <translation>Se ha quitado el seguimiento de %1; sus alertas se conservan.</translation>
    </message>
    <message numerus="yes">
        <source>%n alert(s) snoozed until %1.</source>
        <translation>
            <numerusform>%n alerta pospuesta hasta %1.</numerusform>
            <numerusform>%n alertas pospuestas hasta %1.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n alert(s) dismissed.</source>
        <translation>
            <numerusform>%n alerta descartada.</numerusform>
            <numerusform>%n alertas descartadas.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n alert(s) opened again.</source>
        <translation>
            <numerusform>%n alerta abierta de nuevo.</numerusform>
            <numerusform>%n alertas abiertas de nuevo.</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 was checked: %2.</source>
        <translation>Se ha comprobado %1: %2.</translation>
    </message>
    <message>
        <source>The check was cancelled; nothing was changed.</source>
        <translation>La comprobación se ha cancelado; no se ha cambiado nada.</translation>
    </message>
    <message>
        <source>It is being checked already.</source>
        <translation>Ya se está comprobando.</translation>
    </message>
</context>
<context>
    <name>consultantos::MonitorsPage</name>
    <message>
        <source>D&amp;igest …</source>
        <translation>&amp;Resumen…</translation>
    </message>
    <message>
        <source>&amp;Add a monitor …</source>
        <translation>&amp;Añadir un seguimiento…</translation>
    </message>
    <message>
        <source>Monitors can&apos;t be used here</source>
        <translation>Los seguimientos no se pueden utilizar aquí</translation>
    </message>
    <message>
        <source>Their store could not be opened; the notices at the start say why. All else works.</source>
        <translation>No se ha podido abrir su almacén; los avisos del inicio indican por qué. Todo lo demás funciona.</translation>
    </message>
    <message>
        <source>Monitors</source>
        <translation>Seguimientos</translation>
    </message>
    <message>
        <source>What came up in a span of time, to read or to save</source>
        <translation>Lo ocurrido en un periodo, para leerlo o guardarlo</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>&amp;Deshacer</translation>
    </message>
    <message>
        <source>A&amp;lerts</source>
        <translation>A&amp;lertas</translation>
    </message>
    <message>
        <source>M&amp;onitors</source>
        <translation>Segui&amp;mientos</translation>
    </message>
    <message>
        <source>No open alerts</source>
        <translation>No hay alertas abiertas</translation>
    </message>
    <message numerus="yes">
        <source>%n open alert(s)</source>
        <translation>
            <numerusform>%n alerta abierta</numerusform>
            <numerusform>%n alertas abiertas</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>the last check of %n monitor(s) failed</source>
        <translation>
            <numerusform>la última comprobación de %n seguimiento ha fallado</numerusform>
            <numerusform>la última comprobación de %n seguimientos ha fallado</numerusform>
        </translation>
    </message>
    <message>
        <source>a check is due</source>
        <translation>hay una comprobación pendiente</translation>
    </message>
    <message>
        <source>next check %1</source>
        <translation>próxima comprobación %1</translation>
    </message>
    <message>
        <source>Companies that are looked at on a schedule, and what has changed about them.</source>
        <translation>Empresas que se comprueban de forma programada y qué ha cambiado en ellas.</translation>
    </message>
    <message>
        <source>%1 is being watched already.</source>
        <translation>%1 ya estaba en seguimiento.</translation>
    </message>
</context>
<context>
    <name>consultantos::Navigation</name>
    <message>
        <source>Pages</source>
        <translation>Páginas</translation>
    </message>
</context>
<context>
    <name>consultantos::NoticeBar</name>
    <message>
        <source>ConsultantOS stopped unexpectedly on %1 (%2). Saved reports are untouched. The details are in %3.</source>
        <translation>ConsultantOS se cerró inesperadamente el %1 (%2). Los informes guardados están intactos. Los detalles están en %3.</translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation>Cerrar</translation>
    </message>
</context>
<context>
    <name>consultantos::OutputsEditor</name>
    <message>
        <source>Notice on this com&amp;puter while the program runs</source>
        <translation>Aviso en este orde&amp;nador mientras el programa esté abierto</translation>
    </message>
    <message>
        <source>Sen&amp;d a test</source>
        <translation>Enviar &amp;prueba</translation>
    </message>
    <message>
        <source>Gets each alert as JSON by POST</source>
        <translation>Recibe cada alerta como JSON mediante POST</translation>
    </message>
    <message>
        <source>&amp;Webhook</source>
        <translation>&amp;Webhook</translation>
    </message>
    <message>
        <source>E-mail t&amp;o</source>
        <translation>Correo e&amp;lectrónico a</translation>
    </message>
    <message>
        <source>The webhook must be an address that begins with https:// or http://.</source>
        <translation>El webhook debe ser una dirección que empiece por https:// o http://.</translation>
    </message>
    <message>
        <source>Not an e-mail address: %1</source>
        <translation>No es una dirección de correo electrónico: %1</translation>
    </message>
    <message>
        <source>Sending …</source>
        <translation>Enviando…</translation>
    </message>
    <message>
        <source>Sent. Look whether it has arrived.</source>
        <translation>Enviado. Compruebe si ha llegado.</translation>
    </message>
</context>
<context>
    <name>consultantos::PeerTable</name>
    <message>
        <source>Multiples of peers</source>
        <translation>Múltiplos de los comparables</translation>
    </message>
    <message>
        <source>Peer</source>
        <translation>Comparable</translation>
    </message>
    <message>
        <source>Price</source>
        <translation>Cotización</translation>
    </message>
    <message>
        <source>yours</source>
        <translation>propio</translation>
    </message>
    <message>
        <source>Peer %1</source>
        <translation>Comparable %1</translation>
    </message>
</context>
<context>
    <name>consultantos::PerformancePage</name>
    <message>
        <source>Pause</source>
        <translation>Pausar</translation>
    </message>
    <message>
        <source>Copy summary</source>
        <translation>Copiar el resumen</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Exportar</translation>
    </message>
    <message>
        <source>Nothing has been measured yet</source>
        <translation>Aún no se ha medido nada</translation>
    </message>
    <message>
        <source>Measuring is switched off</source>
        <translation>Las mediciones están desactivadas</translation>
    </message>
    <message>
        <source>Once an analysis has run, this page shows how long requests, agents and stores took, what the cache answered and saved, and what language models cost.</source>
        <translation>Una vez ejecutado un análisis, esta página muestra cuánto han tardado las solicitudes, los agentes y los almacenes, qué ha respondido y ahorrado la caché y cuánto han costado los modelos de lenguaje.</translation>
    </message>
    <message>
        <source>Switch on &quot;Performance metrics&quot; in the settings and start the program again.</source>
        <translation>Active «Métricas de rendimiento» en los ajustes y reinicie el programa.</translation>
    </message>
    <message>
        <source>To the brief</source>
        <translation>Ir al encargo</translation>
    </message>
    <message>
        <source>Performance</source>
        <translation>Rendimiento</translation>
    </message>
    <message>
        <source>Time range</source>
        <translation>Intervalo de tiempo</translation>
    </message>
    <message>
        <source>As a picture (PNG) …</source>
        <translation>Como imagen (PNG)…</translation>
    </message>
    <message>
        <source>Save the picture</source>
        <translation>Guardar la imagen</translation>
    </message>
    <message>
        <source>Picture (*.png)</source>
        <translation>Imagen (*.png)</translation>
    </message>
    <message>
        <source>As a table (CSV) …</source>
        <translation>Como tabla (CSV)…</translation>
    </message>
    <message>
        <source>Save the table</source>
        <translation>Guardar la tabla</translation>
    </message>
    <message>
        <source>Table (*.csv)</source>
        <translation>Tabla (*.csv)</translation>
    </message>
    <message>
        <source>The performance summary is on the clipboard.</source>
        <translation>El resumen de rendimiento está en el portapapeles.</translation>
    </message>
    <message>
        <source>None of the last %1 runs was made at that time.</source>
        <translation>Ninguna de las últimas %1 ejecuciones se realizó en ese momento.</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>Continuar</translation>
    </message>
    <message>
        <source>performance %1</source>
        <translation>rendimiento %1</translation>
    </message>
</context>
<context>
    <name>consultantos::PromptDialog</name>
    <message>
        <source>%1, %2, about %3 tokens, %4.</source>
        <translation>%1, %2, unos %3 tokens, %4.</translation>
    </message>
    <message numerus="yes">
        <source>%n prompt(s)</source>
        <translation>
            <numerusform>%n consulta</numerusform>
            <numerusform>%n consultas</numerusform>
        </translation>
    </message>
    <message>
        <source>What would be sent</source>
        <translation>Qué se enviaría</translation>
    </message>
    <message>
        <source>Nothing is held back: names and documents can be, in the settings and in the list of documents.</source>
        <translation>No se retiene nada: se pueden retener nombres y documentos en los ajustes y en la lista de documentos.</translation>
    </message>
    <message>
        <source>To %1</source>
        <translation>A %1</translation>
    </message>
    <message>
        <source>Where that can&apos;t be had: %1</source>
        <translation>Si no está disponible: %1</translation>
    </message>
    <message>
        <source>Nothing: this analysis doesn&apos;t ask the language model anything.</source>
        <translation>Nada: este análisis no consulta nada al modelo de lenguaje.</translation>
    </message>
    <message>
        <source>Nothing has been sent there for this engagement yet. &quot;Allow always&quot; holds for this engagement from here on; you are not asked again.</source>
        <translation>Para este proyecto aún no se ha enviado nada allí. «Permitir siempre» vale para este proyecto a partir de ahora; no se le volverá a preguntar.</translation>
    </message>
    <message>
        <source>&quot;Allow once&quot; holds for these prompts and what follows from them.</source>
        <translation>«Permitir una vez» vale para estas consultas y lo que se derive de ellas.</translation>
    </message>
    <message>
        <source>Corrections that follow from replies, what sources of the network find and files that aren&apos;t imported yet can&apos;t be shown before. They go through the same rules: hidden names, fields and documents never sent.</source>
        <translation>Las correcciones que se deriven de las respuestas, lo que encuentren las fuentes de la red y los archivos aún no importados no se pueden mostrar de antemano. Se les aplican las mismas reglas: nombres ocultos y campos y documentos que no se envían nunca.</translation>
    </message>
    <message>
        <source>Prompts</source>
        <translation>Consultas</translation>
    </message>
    <message>
        <source>Text of the prompt</source>
        <translation>Texto de la consulta</translation>
    </message>
    <message>
        <source>Allow &amp;always</source>
        <translation>Permitir &amp;siempre</translation>
    </message>
    <message>
        <source>Allow &amp;once</source>
        <translation>Permitir &amp;una vez</translation>
    </message>
    <message>
        <source>Go on &amp;without the model</source>
        <translation>Continuar sin el &amp;modelo</translation>
    </message>
    <message>
        <source>%1, about %2 tokens, %3</source>
        <translation>%1, unos %2 tokens, %3</translation>
    </message>
</context>
<context>
    <name>consultantos::QuestionField</name>
    <message>
        <source>Question</source>
        <translation>Pregunta</translation>
    </message>
    <message>
        <source>For example: What was Tesla&apos;s gross margin in 2023?</source>
        <translation>Por ejemplo: ¿Cuál fue el margen bruto de Tesla en 2023?</translation>
    </message>
    <message>
        <source>Enter asks, Shift+Enter begins a new line, Up and Down bring earlier questions back.</source>
        <translation>Intro envía la pregunta, Mayús+Intro comienza una línea nueva y las flechas arriba y abajo recuperan preguntas anteriores.</translation>
    </message>
</context>
<context>
    <name>consultantos::RangeBars</name>
    <message>
        <source>%1: %2 to %3</source>
        <translation>%1: %2 a %3</translation>
    </message>
    <message>
        <source>Bar</source>
        <translation>Barra</translation>
    </message>
    <message>
        <source>From</source>
        <translation>Desde</translation>
    </message>
    <message>
        <source>To</source>
        <translation>Hasta</translation>
    </message>
    <message>
        <source>Middle</source>
        <translation>Medio</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Nota</translation>
    </message>
    <message>
        <source>Around %1</source>
        <translation>En torno a %1</translation>
    </message>
    <message>
        <source>All overlap between %1 and %2</source>
        <translation>Todas se solapan entre %1 y %2</translation>
    </message>
    <message>
        <source>Widest: %1</source>
        <translation>La más ancha: %1</translation>
    </message>
</context>
<context>
    <name>consultantos::RatioModel</name>
    <message>
        <source>no figures for this year</source>
        <translation>sin cifras para este año</translation>
    </message>
    <message>
        <source>Ratio</source>
        <translation>Ratio</translation>
    </message>
    <message>
        <source>Group</source>
        <translation>Grupo</translation>
    </message>
    <message>
        <source>Trend</source>
        <translation>Evolución</translation>
    </message>
</context>
<context>
    <name>consultantos::ReadBackDialog</name>
    <message>
        <source>Changes in %1</source>
        <translation>Cambios en %1</translation>
    </message>
    <message>
        <source>The workbook says what the report says.</source>
        <translation>El libro de Excel dice lo mismo que el informe.</translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) against the report</source>
        <translation>
            <numerusform>%n cambio respecto al informe</numerusform>
            <numerusform>%n cambios respecto al informe</numerusform>
        </translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Cerrar</translation>
    </message>
    <message>
        <source>Take over what is ticked</source>
        <translation>Incorporar lo marcado</translation>
    </message>
</context>
<context>
    <name>consultantos::RecentMenu</name>
    <message>
        <source>&amp;Recent reports</source>
        <translation>Informes &amp;recientes</translation>
    </message>
    <message>
        <source>None yet</source>
        <translation>Ninguno todavía</translation>
    </message>
</context>
<context>
    <name>consultantos::ReportExport</name>
    <message>
        <source>Web page (*.html)</source>
        <translation>Página web (*.html)</translation>
    </message>
    <message>
        <source>Markdown (*.md)</source>
        <translation>Markdown (*.md)</translation>
    </message>
    <message>
        <source>JSON (*.json)</source>
        <translation>JSON (*.json)</translation>
    </message>
    <message>
        <source>PDF (*.pdf)</source>
        <translation>PDF (*.pdf)</translation>
    </message>
    <message>
        <source>Word document (*.docx)</source>
        <translation>Documento de Word (*.docx)</translation>
    </message>
    <message>
        <source>Excel workbook (*.xlsx)</source>
        <translation>Libro de Excel (*.xlsx)</translation>
    </message>
    <message>
        <source>PowerPoint presentation (*.pptx)</source>
        <translation>Presentación de PowerPoint (*.pptx)</translation>
    </message>
    <message>
        <source>Save report</source>
        <translation>Guardar el informe</translation>
    </message>
    <message numerus="yes">
        <source>%n report(s) saved in %1</source>
        <translation>
            <numerusform>%n informe guardado en %1</numerusform>
            <numerusform>%n informes guardados en %1</numerusform>
        </translation>
    </message>
    <message>
        <source>Sent to the printer</source>
        <translation>Enviado a la impresora</translation>
    </message>
    <message>
        <source>Your administrator doesn&apos;t allow reports in this format.</source>
        <translation>Su administrador no permite informes en este formato.</translation>
    </message>
</context>
<context>
    <name>consultantos::ReportHtml</name>
    <message>
        <source>Know first</source>
        <translation>Conviene saber antes</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>Respuesta</translation>
    </message>
    <message>
        <source>What supports it</source>
        <translation>Qué la respalda</translation>
    </message>
    <message>
        <source>Situation</source>
        <translation>Situación</translation>
    </message>
    <message>
        <source>Complication</source>
        <translation>Complicación</translation>
    </message>
    <message>
        <source>Risks</source>
        <translation>Riesgos</translation>
    </message>
    <message>
        <source>Next steps</source>
        <translation>Próximos pasos</translation>
    </message>
    <message>
        <source>Missing from this report</source>
        <translation>Falta en este informe</translation>
    </message>
    <message>
        <source>So what:</source>
        <translation>Implicación:</translation>
    </message>
    <message>
        <source>Nothing found.</source>
        <translation>No se ha encontrado nada.</translation>
    </message>
    <message>
        <source>%1 (%2 to %3, on a scale from %4 to %5)</source>
        <translation>%1 (%2 a %3, en una escala de %4 a %5)</translation>
    </message>
    <message>
        <source>Driver</source>
        <translation>Factor</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Valor</translation>
    </message>
    <message>
        <source>Held against</source>
        <translation>Comparado con</translation>
    </message>
    <message>
        <source>A higher value</source>
        <translation>Un valor mayor</translation>
    </message>
    <message>
        <source>Weight</source>
        <translation>Peso</translation>
    </message>
    <message>
        <source>Score</source>
        <translation>Puntuación</translation>
    </message>
    <message>
        <source>Score:</source>
        <translation>Puntuación:</translation>
    </message>
    <message>
        <source>trend: %1</source>
        <translation>evolución: %1</translation>
    </message>
    <message>
        <source>What follows</source>
        <translation>Qué se deriva</translation>
    </message>
    <message>
        <source>Factor</source>
        <translation>Factor</translation>
    </message>
    <message>
        <source>TOWS: what to do</source>
        <translation>TOWS: qué hacer</translation>
    </message>
    <message>
        <source>Limits of the method</source>
        <translation>Límites del método</translation>
    </message>
    <message>
        <source>Sources</source>
        <translation>Fuentes</translation>
    </message>
    <message>
        <source>What was sent for this report</source>
        <translation>Qué se envió para este informe</translation>
    </message>
    <message>
        <source>Filings and publications</source>
        <translation>Documentos presentados y publicaciones</translation>
    </message>
    <message>
        <source>Company</source>
        <translation>Empresa</translation>
    </message>
    <message>
        <source>Form</source>
        <translation>Formulario</translation>
    </message>
    <message>
        <source>Filed</source>
        <translation>Presentado</translation>
    </message>
    <message>
        <source>Accession number or source</source>
        <translation>N.º de registro o fuente</translation>
    </message>
    <message>
        <source>Facts</source>
        <translation>Datos</translation>
    </message>
    <message>
        <source>Passages</source>
        <translation>Pasajes</translation>
    </message>
    <message>
        <source>Playbook</source>
        <translation>Conocimiento sectorial</translation>
    </message>
    <message>
        <source>Peers</source>
        <translation>Comparables</translation>
    </message>
    <message>
        <source>Data requests</source>
        <translation>Solicitudes de datos</translation>
    </message>
    <message>
        <source>Nothing is missing.</source>
        <translation>No falta nada.</translation>
    </message>
    <message>
        <source>What could not be derived, and what would settle it.</source>
        <translation>Lo que no se ha podido deducir y qué lo cerraría.</translation>
    </message>
    <message>
        <source>Missing</source>
        <translation>Falta</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>Por qué</translation>
    </message>
    <message>
        <source>What would settle it</source>
        <translation>Qué lo cerraría</translation>
    </message>
    <message>
        <source>Narrows</source>
        <translation>Acota</translation>
    </message>
    <message>
        <source>Set by people</source>
        <translation>Fijado por personas</translation>
    </message>
    <message>
        <source>What persons set over what was computed. Where the analysis changed since, decide which version stands.</source>
        <translation>Lo que las personas han fijado en lugar de lo calculado. Donde el análisis haya cambiado desde entonces, decida qué versión vale.</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>Lugar</translation>
    </message>
    <message>
        <source>Theirs</source>
        <translation>Fijado</translation>
    </message>
    <message>
        <source>Computed then</source>
        <translation>Calculado entonces</translation>
    </message>
    <message>
        <source>Computed now</source>
        <translation>Calculado ahora</translation>
    </message>
    <message>
        <source>By</source>
        <translation>Por</translation>
    </message>
    <message>
        <source>Keep theirs</source>
        <translation>Conservar lo fijado</translation>
    </message>
    <message>
        <source>Take the computed version</source>
        <translation>Adoptar la versión calculada</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>Editar</translation>
    </message>
    <message>
        <source>The facts deny %1.</source>
        <translation>Los datos contradicen la cifra %1.</translation>
    </message>
    <message>
        <source>Conflict</source>
        <translation>Conflicto</translation>
    </message>
    <message>
        <source>not in this report</source>
        <translation>no está en este informe</translation>
    </message>
    <message>
        <source>Forecasts</source>
        <translation>Previsiones</translation>
    </message>
    <message>
        <source>Period</source>
        <translation>Periodo</translation>
    </message>
    <message>
        <source>Forecast</source>
        <translation>Previsión</translation>
    </message>
    <message>
        <source>80 % from</source>
        <translation>80&#xa0;% desde</translation>
    </message>
    <message>
        <source>80 % to</source>
        <translation>80&#xa0;% hasta</translation>
    </message>
    <message>
        <source>95 % from</source>
        <translation>95&#xa0;% desde</translation>
    </message>
    <message>
        <source>95 % to</source>
        <translation>95&#xa0;% hasta</translation>
    </message>
    <message>
        <source>Quality review</source>
        <translation>Revisión de calidad</translation>
    </message>
    <message>
        <source>This report was made before reviews were.</source>
        <translation>Este informe se elaboró antes de que existieran las revisiones.</translation>
    </message>
    <message>
        <source>Verified: nothing is open.</source>
        <translation>Verificado: no queda nada abierto.</translation>
    </message>
    <message numerus="yes">
        <source>Not verified: %n finding(s) open.</source>
        <translation>
            <numerusform>Sin verificar: %n hallazgo abierto.</numerusform>
            <numerusform>Sin verificar: %n hallazgos abiertos.</numerusform>
        </translation>
    </message>
    <message>
        <source>Score: %1 of 100.</source>
        <translation>Puntuación: %1 de 100.</translation>
    </message>
    <message>
        <source>What was found</source>
        <translation>Qué se ha encontrado</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Estado</translation>
    </message>
    <message>
        <source>Finding</source>
        <translation>Hallazgo</translation>
    </message>
    <message>
        <source>What settles it</source>
        <translation>Qué lo cierra</translation>
    </message>
    <message>
        <source>Contradictions</source>
        <translation>Contradicciones</translation>
    </message>
    <message>
        <source>What was looked at</source>
        <translation>Qué se ha revisado</translation>
    </message>
    <message>
        <source>Rule</source>
        <translation>Regla</translation>
    </message>
    <message>
        <source>Checked</source>
        <translation>Comprobados</translation>
    </message>
    <message>
        <source>Found</source>
        <translation>Encontrados</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Abiertos</translation>
    </message>
    <message>
        <source>Deduction</source>
        <translation>Penalización</translation>
    </message>
    <message>
        <source>Option</source>
        <translation>Opción</translation>
    </message>
    <message>
        <source>Range</source>
        <translation>Rango</translation>
    </message>
    <message>
        <source>Impact a year</source>
        <translation>Impacto anual</translation>
    </message>
    <message>
        <source>Impact</source>
        <translation>Impacto</translation>
    </message>
    <message>
        <source>Feasibility</source>
        <translation>Viabilidad</translation>
    </message>
    <message>
        <source>Risk</source>
        <translation>Riesgo</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Plazo</translation>
    </message>
    <message>
        <source>open</source>
        <translation>pendiente</translation>
    </message>
    <message>
        <source>What would have to be true</source>
        <translation>Qué tendría que cumplirse</translation>
    </message>
    <message>
        <source>Condition</source>
        <translation>Condición</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>Hoy</translation>
    </message>
    <message>
        <source>Threshold</source>
        <translation>Umbral</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Estado</translation>
    </message>
    <message>
        <source>How it is tested</source>
        <translation>Cómo se comprueba</translation>
    </message>
    <message>
        <source>met</source>
        <translation>cumplida</translation>
    </message>
    <message>
        <source>not met</source>
        <translation>no cumplida</translation>
    </message>
    <message>
        <source>The first hundred days</source>
        <translation>Los primeros cien días</translation>
    </message>
    <message>
        <source>Weeks</source>
        <translation>Semanas</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>Quién</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Qué</translation>
    </message>
    <message>
        <source>Recommendations</source>
        <translation>Recomendaciones</translation>
    </message>
    <message>
        <source>The evidence carries no recommendation. The data requests say what would.</source>
        <translation>La evidencia no sustenta ninguna recomendación. Las solicitudes de datos indican qué la sustentaría.</translation>
    </message>
    <message>
        <source>Each criterion counts from one to five, five being best: for risk the least, for time the soonest.</source>
        <translation>Cada criterio se valora de uno a cinco, siendo cinco lo mejor: en el riesgo, el menor; en el plazo, el más corto.</translation>
    </message>
    <message>
        <source>Feasibility: %1</source>
        <translation>Viabilidad: %1</translation>
    </message>
    <message>
        <source>Rests on: %1</source>
        <translation>Se basa en: %1</translation>
    </message>
    <message>
        <source>What would put another option first</source>
        <translation>Qué pondría otra opción en primer lugar</translation>
    </message>
    <message>
        <source>Take back</source>
        <translation>Reabrir</translation>
    </message>
    <message>
        <source>Accept</source>
        <translation>Aceptar</translation>
    </message>
    <message>
        <source>error</source>
        <translation>error</translation>
    </message>
    <message>
        <source>warning</source>
        <translation>advertencia</translation>
    </message>
    <message>
        <source>note</source>
        <translation>nota</translation>
    </message>
    <message>
        <source>%1, accepted</source>
        <translation>%1, aceptado</translation>
    </message>
    <message>
        <source>%1, open</source>
        <translation>%1, abierto</translation>
    </message>
</context>
<context>
    <name>consultantos::ReportKeeping</name>
    <message>
        <source>This series has no forecast.</source>
        <translation>Esta serie no tiene previsión.</translation>
    </message>
    <message>
        <source>The forecast becomes a part of this report, with what it rests on:</source>
        <translation>La previsión pasa a formar parte de este informe, con aquello en lo que se basa:</translation>
    </message>
    <message>
        <source>There is no report yet that could keep it.</source>
        <translation>Aún no hay ningún informe que pueda incluirlo.</translation>
    </message>
    <message>
        <source>Analyse a company first.</source>
        <translation>Analice primero una empresa.</translation>
    </message>
    <message>
        <source>Keep in a report</source>
        <translation>Incluir en un informe</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>Incluir</translation>
    </message>
</context>
<context>
    <name>consultantos::ReportTabs</name>
    <message>
        <source>No report is open</source>
        <translation>No hay ningún informe abierto</translation>
    </message>
    <message>
        <source>Start an analysis on the brief page, or open a report from the library.</source>
        <translation>Inicie un análisis en la página Encargo o abra un informe de la biblioteca.</translation>
    </message>
    <message>
        <source>Go to the library</source>
        <translation>Ir a la biblioteca</translation>
    </message>
</context>
<context>
    <name>consultantos::ReportView</name>
    <message>
        <source>Outline</source>
        <translation>Esquema</translation>
    </message>
    <message>
        <source>Executive summary</source>
        <translation>Resumen ejecutivo</translation>
    </message>
    <message>
        <source>Financials</source>
        <translation>Finanzas</translation>
    </message>
    <message>
        <source>Financial health</source>
        <translation>Salud financiera</translation>
    </message>
    <message>
        <source>Forecasts</source>
        <translation>Previsiones</translation>
    </message>
    <message>
        <source>Recommendations</source>
        <translation>Recomendaciones</translation>
    </message>
    <message>
        <source>Data requests</source>
        <translation>Solicitudes de datos</translation>
    </message>
    <message>
        <source>Quality review</source>
        <translation>Revisión de calidad</translation>
    </message>
    <message>
        <source>Set by people</source>
        <translation>Fijado por personas</translation>
    </message>
    <message>
        <source>Sources</source>
        <translation>Fuentes</translation>
    </message>
    <message numerus="yes">
        <source>%n edit(s) rest on an analysis that has changed since.</source>
        <translation>
            <numerusform>%n edición se basa en un análisis que ha cambiado desde entonces.</numerusform>
            <numerusform>%n ediciones se basan en un análisis que ha cambiado desde entonces.</numerusform>
        </translation>
    </message>
    <message>
        <source>Decide</source>
        <translation>Decidir</translation>
    </message>
    <message>
        <source>Edit this sentence</source>
        <translation>Editar esta frase</translation>
    </message>
    <message>
        <source>Scores and weights</source>
        <translation>Puntuaciones y pesos</translation>
    </message>
    <message>
        <source>Score of %1</source>
        <translation>Puntuación de «%1»</translation>
    </message>
    <message>
        <source>Weight of %1</source>
        <translation>Peso de «%1»</translation>
    </message>
    <message>
        <source>Undo the last change of the report</source>
        <translation>Deshacer el último cambio del informe</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>Rehacer</translation>
    </message>
</context>
<context>
    <name>consultantos::RunCards</name>
    <message>
        <source>Run</source>
        <translation>Ejecución</translation>
    </message>
    <message>
        <source>Compared with</source>
        <translation>Comparada con</translation>
    </message>
    <message>
        <source>Agents of a run</source>
        <translation>Agentes de una ejecución</translation>
    </message>
    <message>
        <source>No analysis has run in this engagement yet.</source>
        <translation>Aún no se ha ejecutado ningún análisis en este proyecto.</translation>
    </message>
    <message>
        <source>Agent times over runs</source>
        <translation>Tiempos de los agentes por ejecución</translation>
    </message>
    <message>
        <source>Two runs compared</source>
        <translation>Comparación de dos ejecuciones</translation>
    </message>
    <message>
        <source>There are no two runs to compare yet.</source>
        <translation>Aún no hay dos ejecuciones que comparar.</translation>
    </message>
    <message>
        <source>Upper bar: the run chosen under &quot;Agents of a run&quot;; lower bar: this one.</source>
        <translation>Barra superior: la ejecución elegida en «Agentes de una ejecución»; barra inferior: esta.</translation>
    </message>
    <message>
        <source>Compared with another run</source>
        <translation>Comparación con otra ejecución</translation>
    </message>
    <message>
        <source>The bar holds the middle half, the mark is the median, the line goes from the fastest to the slowest; what the cache answered is left out.</source>
        <translation>La barra abarca la mitad central, la marca es la mediana y la línea va del más rápido al más lento; no se cuenta lo que respondió la caché.</translation>
    </message>
    <message>
        <source>Agent times over the last %1 runs</source>
        <translation>Tiempos de los agentes en las últimas %1 ejecuciones</translation>
    </message>
</context>
<context>
    <name>consultantos::RunModel</name>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>Agent</source>
        <translation>Agente</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Estado</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Tiempo</translation>
    </message>
    <message>
        <source>What it does</source>
        <translation>Qué hace</translation>
    </message>
    <message>
        <source>Research</source>
        <translation>Investigación</translation>
    </message>
    <message>
        <source>Market</source>
        <translation>Mercado</translation>
    </message>
    <message>
        <source>Financial</source>
        <translation>Finanzas</translation>
    </message>
    <message>
        <source>Forecasts</source>
        <translation>Previsiones</translation>
    </message>
    <message>
        <source>Synthesis</source>
        <translation>Síntesis</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>En espera</translation>
    </message>
    <message>
        <source>Running</source>
        <translation>En curso</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Terminado</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Fallido</translation>
    </message>
    <message>
        <source>Timed out</source>
        <translation>Tiempo agotado</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>Cancelado</translation>
    </message>
    <message>
        <source>Skipped</source>
        <translation>Omitido</translation>
    </message>
    <message>
        <source>under %1 s</source>
        <translation>menos de %1 s</translation>
    </message>
</context>
<context>
    <name>consultantos::RunPage</name>
    <message>
        <source>&amp;Cancel</source>
        <translation>&amp;Cancelar</translation>
    </message>
    <message>
        <source>Analyse &amp;here</source>
        <translation>Analizar &amp;aquí</translation>
    </message>
    <message>
        <source>Back to the &amp;brief</source>
        <translation>Volver al &amp;encargo</translation>
    </message>
    <message>
        <source>Nothing is running</source>
        <translation>No hay nada en curso</translation>
    </message>
    <message>
        <source>Start an analysis on the brief page; its agents show here while they work.</source>
        <translation>Inicie un análisis en la página Encargo; sus agentes aparecen aquí mientras trabajan.</translation>
    </message>
    <message>
        <source>Go to the brief</source>
        <translation>Ir al encargo</translation>
    </message>
    <message>
        <source>Overall progress</source>
        <translation>Progreso general</translation>
    </message>
    <message>
        <source>Analyse in this program, without the team&apos;s workers</source>
        <translation>Analizar en este programa, sin los procesos de trabajo del equipo</translation>
    </message>
    <message>
        <source>Agents as a table</source>
        <translation>Agentes en forma de tabla</translation>
    </message>
    <message>
        <source>Analysing %1</source>
        <translation>Analizando %1</translation>
    </message>
    <message>
        <source>Analysis finished</source>
        <translation>Análisis terminado</translation>
    </message>
    <message>
        <source>Analysis cancelled</source>
        <translation>Análisis cancelado</translation>
    </message>
    <message>
        <source>No report</source>
        <translation>Sin informe</translation>
    </message>
</context>
<context>
    <name>consultantos::SavedFileButton</name>
    <message>
        <source>Sho&amp;w in folder</source>
        <translation>&amp;Mostrar en la carpeta</translation>
    </message>
    <message>
        <source>Show in folder: %1</source>
        <translation>Mostrar en la carpeta: %1</translation>
    </message>
    <message>
        <source>Opens the folder of %1 in the file manager</source>
        <translation>Abre la carpeta de %1 en el gestor de archivos</translation>
    </message>
    <message>
        <source>The desktop has no file manager that opens folders.</source>
        <translation>El escritorio no tiene un gestor de archivos que abra carpetas.</translation>
    </message>
    <message>
        <source>What was saved is in %1.</source>
        <translation>Lo guardado está en %1.</translation>
    </message>
</context>
<context>
    <name>consultantos::ScenarioDesk</name>
    <message>
        <source>There is no such driver.</source>
        <translation>Ese factor no existe.</translation>
    </message>
    <message>
        <source>Change &quot;%1&quot;</source>
        <translation>Cambiar «%1»</translation>
    </message>
    <message>
        <source>Change the lines</source>
        <translation>Cambiar las líneas</translation>
    </message>
</context>
<context>
    <name>consultantos::ScenarioEditor</name>
    <message>
        <source>&amp;Take the changes</source>
        <translation>Aplicar los ca&amp;mbios</translation>
    </message>
    <message>
        <source>Dis&amp;card them</source>
        <translation>Descar&amp;tarlos</translation>
    </message>
    <message>
        <source>The scenario as text</source>
        <translation>El escenario como texto</translation>
    </message>
    <message>
        <source>Add a dri&amp;ver</source>
        <translation>Añadir un &amp;factor</translation>
    </message>
    <message>
        <source>Between a least and a most value, to be changed in the table below</source>
        <translation>Entre un valor mínimo y uno máximo, que se pueden cambiar en la tabla de abajo</translation>
    </message>
    <message>
        <source>Add a for&amp;mula</source>
        <translation>Añadir una fórm&amp;ula</translation>
    </message>
    <message>
        <source>A further result, to be changed in the text</source>
        <translation>Un resultado más, que se puede cambiar en el texto</translation>
    </message>
    <message>
        <source>Add a &amp;correlation</source>
        <translation>Añadir una c&amp;orrelación</translation>
    </message>
    <message>
        <source>Of the first two uncertain drivers that have none</source>
        <translation>De los dos primeros factores inciertos que no tienen ninguna</translation>
    </message>
    <message>
        <source>Remo&amp;ve what is marked</source>
        <translation>&amp;Quitar lo marcado</translation>
    </message>
    <message>
        <source>The driver or formula in whose name the cursor stands; not while a formula uses it</source>
        <translation>El factor o la fórmula en cuyo nombre está el cursor; no mientras lo utilice una fórmula</translation>
    </message>
    <message>
        <source>The text</source>
        <translation>El texto</translation>
    </message>
    <message>
        <source>Change the text</source>
        <translation>Cambiar el texto</translation>
    </message>
    <message>
        <source>New driver</source>
        <translation>Factor nuevo</translation>
    </message>
    <message>
        <source>Add a driver</source>
        <translation>Añadir un factor</translation>
    </message>
    <message>
        <source>Add a driver first: a formula needs one.</source>
        <translation>Añada primero un factor: una fórmula necesita uno.</translation>
    </message>
    <message>
        <source>New formula</source>
        <translation>Fórmula nueva</translation>
    </message>
    <message>
        <source>Add a formula</source>
        <translation>Añadir una fórmula</translation>
    </message>
    <message>
        <source>Add a correlation</source>
        <translation>Añadir una correlación</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no driver&apos;s or formula&apos;s name: put the cursor into one.</source>
        <translation>«%1» no es el nombre de ningún factor ni fórmula: sitúe el cursor en uno.</translation>
    </message>
    <message>
        <source>Remove &quot;%1&quot;</source>
        <translation>Quitar «%1»</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Texto</translation>
    </message>
    <message>
        <source>Correlations</source>
        <translation>Correlaciones</translation>
    </message>
    <message>
        <source>Take or discard the changes of the text first.</source>
        <translation>Aplique o descarte primero los cambios del texto.</translation>
    </message>
    <message>
        <source>There are no two uncertain drivers without a correlation; write further ones into the table.</source>
        <translation>No quedan dos factores inciertos sin correlación; escriba las demás en la tabla.</translation>
    </message>
    <message>
        <source>What the scenario is made of</source>
        <translation>De qué se compone el escenario</translation>
    </message>
</context>
<context>
    <name>consultantos::ScenarioView</name>
    <message>
        <source>No scenario is open</source>
        <translation>No hay ningún escenario abierto</translation>
    </message>
    <message>
        <source>Begin with a company&apos;s own figures (choose it above), open a scenario file, or look at an example: drivers with their uncertainty, what comes out, and what moves it.</source>
        <translation>Empiece con las cifras de una empresa (elíjala arriba), abra un archivo de escenario o consulte un ejemplo: factores con su incertidumbre, qué resulta y qué lo mueve.</translation>
    </message>
    <message>
        <source>Show an &amp;example</source>
        <translation>Mostrar un &amp;ejemplo</translation>
    </message>
    <message>
        <source>&amp;Save …</source>
        <translation>&amp;Guardar…</translation>
    </message>
    <message>
        <source>Save as &amp;workbook …</source>
        <translation>Guardar como &amp;libro de Excel…</translation>
    </message>
    <message>
        <source>&amp;Release sliders</source>
        <translation>Liberar &amp;controles</translation>
    </message>
    <message>
        <source>&amp;Keep in a report …</source>
        <translation>Incluir en un &amp;informe…</translation>
    </message>
    <message>
        <source>Clear &amp;lines</source>
        <translation>Quitar lí&amp;neas</translation>
    </message>
    <message>
        <source>What moves the result</source>
        <translation>Qué mueve el resultado</translation>
    </message>
    <message>
        <source>Formulas</source>
        <translation>Fórmulas</translation>
    </message>
    <message>
        <source>Worlds</source>
        <translation>Mundos</translation>
    </message>
    <message>
        <source>Decision</source>
        <translation>Decisión</translation>
    </message>
    <message>
        <source>Parts of the scenario</source>
        <translation>Partes del escenario</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>Resultado</translation>
    </message>
    <message>
        <source>Goal seek</source>
        <translation>Buscar objetivo</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>Editar</translation>
    </message>
    <message>
        <source>&amp;Open …</source>
        <translation>&amp;Abrir…</translation>
    </message>
    <message>
        <source>Gives every driver its distribution back</source>
        <translation>Devuelve a cada factor su distribución</translation>
    </message>
    <message>
        <source>Adds the results to a report, with what they rest on as evidence</source>
        <translation>Añade los resultados a un informe, con aquello en lo que se basan como evidencia</translation>
    </message>
    <message>
        <source>Result shown</source>
        <translation>Resultado mostrado</translation>
    </message>
    <message>
        <source>Probability of reaching</source>
        <translation>Probabilidad de alcanzar</translation>
    </message>
    <message>
        <source>Probability of reaching …</source>
        <translation>Probabilidad de alcanzar…</translation>
    </message>
    <message>
        <source>Type a value and press Enter: the probability that the result reaches it is drawn.</source>
        <translation>Escriba un valor y pulse Intro: se traza la probabilidad de que el resultado lo alcance.</translation>
    </message>
    <message>
        <source>What moves it</source>
        <translation>Qué lo mueve</translation>
    </message>
    <message>
        <source>Driver to change</source>
        <translation>Factor que se va a cambiar</translation>
    </message>
    <message>
        <source>Value to reach</source>
        <translation>Valor que se va a alcanzar</translation>
    </message>
    <message>
        <source>&amp;Find</source>
        <translation>&amp;Buscar</translation>
    </message>
    <message>
        <source>What a driver must be for the result that is shown to reach a value; 0 is a profit&apos;s break-even.</source>
        <translation>Qué valor debe tener un factor para que el resultado mostrado alcance un valor determinado; en un beneficio, 0 es el umbral de rentabilidad.</translation>
    </message>
    <message>
        <source>The driver goes from %1 to %2, its 10 and 90 % quantiles.</source>
        <translation>El factor va de %1 a %2, sus cuantiles del 10 y del 90&#xa0;%.</translation>
    </message>
    <message>
        <source>They share as one, as they move together: %1.</source>
        <translation>Tienen una proporción conjunta, ya que se mueven juntos: %1.</translation>
    </message>
    <message>
        <source>One driver at a time from its 10 % (amber) to its 90 % quantile (blue); before the name, its share of the variance.</source>
        <translation>Un factor cada vez, de su cuantil del 10&#xa0;% (ámbar) al del 90&#xa0;% (azul); delante del nombre, su proporción de la varianza.</translation>
    </message>
    <message>
        <source>* Shared by drivers that move together.</source>
        <translation>* Proporción conjunta de factores que se mueven juntos.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; isn&apos;t a number.</source>
        <translation>«%1» no es un número.</translation>
    </message>
    <message>
        <source>Open a scenario</source>
        <translation>Abrir un escenario</translation>
    </message>
    <message>
        <source>Scenario (*.json)</source>
        <translation>Escenario (*.json)</translation>
    </message>
    <message>
        <source>Save as workbook</source>
        <translation>Guardar como libro de Excel</translation>
    </message>
    <message>
        <source>Save the scenario</source>
        <translation>Guardar el escenario</translation>
    </message>
    <message>
        <source>Workbook (*.xlsx)</source>
        <translation>Libro de Excel (*.xlsx)</translation>
    </message>
    <message>
        <source>scenario</source>
        <translation>escenario</translation>
    </message>
    <message>
        <source>The scenario becomes a part of this report, with what it rests on:</source>
        <translation>El escenario pasa a formar parte de este informe, con aquello en lo que se basa:</translation>
    </message>
</context>
<context>
    <name>consultantos::ScenariosPage</name>
    <message>
        <source>Scenarios and valuation</source>
        <translation>Escenarios y valoración</translation>
    </message>
    <message>
        <source>Company</source>
        <translation>Empresa</translation>
    </message>
    <message>
        <source>Company, ticker or CIK</source>
        <translation>Nombre, símbolo o CIK</translation>
    </message>
    <message>
        <source>&amp;Begin with its figures</source>
        <translation>Em&amp;pezar con sus cifras</translation>
    </message>
    <message>
        <source>Scenario, valuation and market size</source>
        <translation>Escenario, valoración y tamaño de mercado</translation>
    </message>
    <message>
        <source>Scenario</source>
        <translation>Escenario</translation>
    </message>
    <message>
        <source>Valuation</source>
        <translation>Valoración</translation>
    </message>
    <message>
        <source>Market size</source>
        <translation>Tamaño de mercado</translation>
    </message>
</context>
<context>
    <name>consultantos::ScheduleEditor</name>
    <message>
        <source>Ever&amp;y</source>
        <translation>&amp;Cada</translation>
    </message>
    <message>
        <source>As c&amp;ron has it</source>
        <translation>Expresión c&amp;ron</translation>
    </message>
    <message>
        <source>How many</source>
        <translation>Cantidad</translation>
    </message>
    <message>
        <source>Unit of time</source>
        <translation>Unidad de tiempo</translation>
    </message>
    <message>
        <source>minutes</source>
        <translation>minutos</translation>
    </message>
    <message>
        <source>hours</source>
        <translation>horas</translation>
    </message>
    <message>
        <source>days</source>
        <translation>días</translation>
    </message>
    <message>
        <source>weeks</source>
        <translation>semanas</translation>
    </message>
    <message>
        <source>Schedule as cron has it</source>
        <translation>Programación como expresión cron</translation>
    </message>
    <message>
        <source>Minute, hour, day of the month, month, day of the week. 0 7 * * 1-5: Monday to Friday at 07:00. 0 8 1 * *: on the first of each month at 08:00.</source>
        <translation>Minuto, hora, día del mes, mes, día de la semana. 0 7 * * 1-5: de lunes a viernes a las 07:00. 0 8 1 * *: el primer día de cada mes a las 08:00.</translation>
    </message>
    <message>
        <source>Time zone</source>
        <translation>Zona horaria</translation>
    </message>
    <message>
        <source>By the clocks of</source>
        <translation>En la zona horaria</translation>
    </message>
    <message>
        <source>It has no next time.</source>
        <translation>No tiene ninguna próxima hora.</translation>
    </message>
    <message>
        <source>Next checks: %1</source>
        <translation>Próximas comprobaciones: %1</translation>
    </message>
</context>
<context>
    <name>consultantos::SealedOpener</name>
    <message>
        <source>Verifying %1 …</source>
        <translation>Verificando %1…</translation>
    </message>
</context>
<context>
    <name>consultantos::SearchBar</name>
    <message>
        <source>Company</source>
        <translation>Empresa</translation>
    </message>
    <message>
        <source>All companies</source>
        <translation>Todas las empresas</translation>
    </message>
    <message>
        <source>Fiscal year</source>
        <translation>Ejercicio</translation>
    </message>
    <message>
        <source>All years</source>
        <translation>Todos los años</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>Formato</translation>
    </message>
    <message>
        <source>All formats</source>
        <translation>Todos los formatos</translation>
    </message>
    <message>
        <source>Section</source>
        <translation>Sección</translation>
    </message>
    <message>
        <source>All sections</source>
        <translation>Todas las secciones</translation>
    </message>
    <message>
        <source>Search in all documents: words, &quot;a phrase&quot;, -without</source>
        <translation>Buscar en todos los documentos: palabras, &quot;una expresión&quot;, -sin</translation>
    </message>
    <message>
        <source>Search in all documents</source>
        <translation>Buscar en todos los documentos</translation>
    </message>
</context>
<context>
    <name>consultantos::SeriesListModel</name>
    <message>
        <source>Series</source>
        <translation>Serie</translation>
    </message>
    <message>
        <source>Error in its own past: below that of the naive forecast is good</source>
        <translation>Error en su propio pasado: es bueno si es inferior al de la previsión ingenua</translation>
    </message>
    <message>
        <source>Last step</source>
        <translation>Valor final</translation>
    </message>
    <message>
        <source>MASE</source>
        <translation>MASE</translation>
    </message>
    <message>
        <source>Method</source>
        <translation>Método</translation>
    </message>
</context>
<context>
    <name>consultantos::ServiceLevelCard</name>
    <message>
        <source>Service levels</source>
        <translation>Niveles de servicio</translation>
    </message>
    <message>
        <source>%1: %2, %3</source>
        <translation>%1: %2, %3</translation>
    </message>
</context>
<context>
    <name>consultantos::SettingEditor</name>
    <message>
        <source>Set by the environment variable %1; change it there.</source>
        <translation>Definido por la variable de entorno %1; cámbielo allí.</translation>
    </message>
    <message>
        <source>Set by your administrator.</source>
        <translation>Fijado por su administrador.</translation>
    </message>
    <message>
        <source>Your administrator allows: %1.</source>
        <translation>Su administrador permite: %1.</translation>
    </message>
    <message>
        <source>Your administrator allows %1 to %2.</source>
        <translation>Su administrador permite de %1 a %2.</translation>
    </message>
    <message>
        <source>Your administrator allows at most %1.</source>
        <translation>Su administrador permite %1 como máximo.</translation>
    </message>
    <message>
        <source>Your administrator allows %1 or more.</source>
        <translation>Su administrador permite %1 o más.</translation>
    </message>
    <message>
        <source>Your administrator allows %1 to %2, or 0.</source>
        <translation>Su administrador permite de %1 a %2, o 0.</translation>
    </message>
</context>
<context>
    <name>consultantos::SettingFile</name>
    <message>
        <source>Choose …</source>
        <translation>Elegir…</translation>
    </message>
    <message>
        <source>Choose: %1</source>
        <translation>Elegir: %1</translation>
    </message>
</context>
<context>
    <name>consultantos::SettingRow</name>
    <message>
        <source>Allowed: %1.</source>
        <translation>Valor admitido: %1.</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Idioma</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>Tema</translation>
    </message>
    <message>
        <source>Colour of documents</source>
        <translation>Color de los documentos</translation>
    </message>
    <message>
        <source>Font of documents</source>
        <translation>Tipo de letra de los documentos</translation>
    </message>
    <message>
        <source>Footer of documents</source>
        <translation>Pie de página de los documentos</translation>
    </message>
    <message>
        <source>Logo of documents</source>
        <translation>Logotipo de los documentos</translation>
    </message>
    <message>
        <source>Template of presentations</source>
        <translation>Plantilla de las presentaciones</translation>
    </message>
    <message>
        <source>Language of reports</source>
        <translation>Idioma de los informes</translation>
    </message>
    <message>
        <source>Paper of documents</source>
        <translation>Papel de los documentos</translation>
    </message>
    <message>
        <source>Folder of backups</source>
        <translation>Carpeta de copias de seguridad</translation>
    </message>
    <message>
        <source>Hours between backups</source>
        <translation>Horas entre copias de seguridad</translation>
    </message>
    <message>
        <source>Password file of backups</source>
        <translation>Archivo de contraseña de las copias</translation>
    </message>
    <message>
        <source>Daily backups kept</source>
        <translation>Copias diarias conservadas</translation>
    </message>
    <message>
        <source>Weekly backups kept</source>
        <translation>Copias semanales conservadas</translation>
    </message>
    <message>
        <source>Monthly backups kept</source>
        <translation>Copias mensuales conservadas</translation>
    </message>
    <message>
        <source>Delete by the rules each day</source>
        <translation>Eliminar cada día según las reglas</translation>
    </message>
    <message>
        <source>Days for deleted reports</source>
        <translation>Días para informes eliminados</translation>
    </message>
    <message>
        <source>Days for reports</source>
        <translation>Días para informes</translation>
    </message>
    <message>
        <source>Days for conversations</source>
        <translation>Días para conversaciones</translation>
    </message>
    <message>
        <source>Days for jobs</source>
        <translation>Días para tareas</translation>
    </message>
    <message>
        <source>Days for measurements</source>
        <translation>Días para mediciones</translation>
    </message>
    <message>
        <source>Days for the ledger</source>
        <translation>Días para el registro de salidas</translation>
    </message>
    <message>
        <source>Agents at once</source>
        <translation>Agentes simultáneos</translation>
    </message>
    <message>
        <source>Time limit of an agent</source>
        <translation>Límite de tiempo de un agente</translation>
    </message>
    <message>
        <source>Memory cache keeps for</source>
        <translation>Tiempo en caché de memoria</translation>
    </message>
    <message>
        <source>Shared cache keeps for</source>
        <translation>Tiempo en caché compartida</translation>
    </message>
    <message>
        <source>Disk cache keeps for</source>
        <translation>Tiempo en caché de disco</translation>
    </message>
    <message>
        <source>Memory cache holds at most</source>
        <translation>Máximo de la caché de memoria</translation>
    </message>
    <message>
        <source>Disk cache holds at most</source>
        <translation>Máximo de la caché de disco</translation>
    </message>
    <message>
        <source>Redis server</source>
        <translation>Servidor Redis</translation>
    </message>
    <message>
        <source>Team store</source>
        <translation>Almacén del equipo</translation>
    </message>
    <message>
        <source>Orders are done by</source>
        <translation>Encargos ejecutados por</translation>
    </message>
    <message>
        <source>Performance metrics</source>
        <translation>Métricas de rendimiento</translation>
    </message>
    <message>
        <source>Language model from</source>
        <translation>Proveedor del modelo de lenguaje</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modelo</translation>
    </message>
    <message>
        <source>Embedding model</source>
        <translation>Modelo de incrustación</translation>
    </message>
    <message>
        <source>Service</source>
        <translation>Servicio</translation>
    </message>
    <message>
        <source>Address of the model&apos;s server</source>
        <translation>Dirección del servidor del modelo</translation>
    </message>
    <message>
        <source>Azure API version</source>
        <translation>Versión de la API de Azure</translation>
    </message>
    <message>
        <source>Model file</source>
        <translation>Archivo del modelo</translation>
    </message>
    <message>
        <source>Program llama-server</source>
        <translation>Programa llama-server</translation>
    </message>
    <message>
        <source>Model calls per batch</source>
        <translation>Llamadas al modelo por lote</translation>
    </message>
    <message>
        <source>Budget for a report</source>
        <translation>Presupuesto por informe</translation>
    </message>
    <message>
        <source>Budget for a day</source>
        <translation>Presupuesto por día</translation>
    </message>
    <message>
        <source>Budget for an engagement</source>
        <translation>Presupuesto por proyecto</translation>
    </message>
    <message>
        <source>Tokens in a minute</source>
        <translation>Tokens por minuto</translation>
    </message>
    <message>
        <source>In place of it</source>
        <translation>Proveedor sustituto</translation>
    </message>
    <message>
        <source>Names of companies, products and the like</source>
        <translation>Nombres de empresas, productos y similares</translation>
    </message>
    <message>
        <source>Names of people</source>
        <translation>Nombres de personas</translation>
    </message>
    <message>
        <source>Parts of a request</source>
        <translation>Partes de un encargo</translation>
    </message>
    <message>
        <source>Log level</source>
        <translation>Nivel de registro</translation>
    </message>
    <message>
        <source>Scanned pages</source>
        <translation>Páginas escaneadas</translation>
    </message>
    <message>
        <source>Starter facts</source>
        <translation>Datos incluidos con el programa</translation>
    </message>
    <message>
        <source>HTTP API</source>
        <translation>API HTTP</translation>
    </message>
    <message>
        <source>Port</source>
        <translation>Puerto</translation>
    </message>
    <message>
        <source>Offline</source>
        <translation>Sin conexión</translation>
    </message>
    <message>
        <source>Proxy</source>
        <translation>Proxy</translation>
    </message>
    <message>
        <source>Own certificates</source>
        <translation>Certificados propios</translation>
    </message>
    <message>
        <source>Mail server</source>
        <translation>Servidor de correo</translation>
    </message>
    <message>
        <source>Contact for the SEC</source>
        <translation>Contacto para la SEC</translation>
    </message>
    <message>
        <source>Address of SEC EDGAR</source>
        <translation>Dirección de SEC EDGAR</translation>
    </message>
    <message>
        <source>Address of SEC EDGAR&apos;s data</source>
        <translation>Dirección de los datos de SEC EDGAR</translation>
    </message>
    <message>
        <source>Addresses of feeds</source>
        <translation>Direcciones de canales de noticias</translation>
    </message>
    <message>
        <source>Address of GDELT</source>
        <translation>Dirección de GDELT</translation>
    </message>
    <message>
        <source>Address of the World Bank</source>
        <translation>Dirección del Banco Mundial</translation>
    </message>
    <message>
        <source>Address of Tavily</source>
        <translation>Dirección de Tavily</translation>
    </message>
    <message>
        <source>Address of SearXNG</source>
        <translation>Dirección de SearXNG</translation>
    </message>
    <message>
        <source>Address of Finnhub</source>
        <translation>Dirección de Finnhub</translation>
    </message>
    <message>
        <source>Address of Alpha Vantage</source>
        <translation>Dirección de Alpha Vantage</translation>
    </message>
    <message>
        <source>Address of filings.xbrl.org</source>
        <translation>Dirección de filings.xbrl.org</translation>
    </message>
    <message>
        <source>Another server</source>
        <translation>Otro servidor</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Ninguno</translation>
    </message>
    <message>
        <source>OpenAI, or what speaks its protocol</source>
        <translation>OpenAI, o lo que utilice su protocolo</translation>
    </message>
    <message>
        <source>A model on this computer</source>
        <translation>Un modelo en este ordenador</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>Como el sistema</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Claro</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Oscuro</translation>
    </message>
    <message>
        <source>On</source>
        <translation>Activado</translation>
    </message>
    <message>
        <source>Off</source>
        <translation>Desactivado</translation>
    </message>
    <message>
        <source>Everything (debug)</source>
        <translation>Todo (debug)</translation>
    </message>
    <message>
        <source>Normal (info)</source>
        <translation>Normal (info)</translation>
    </message>
    <message>
        <source>Warnings and errors</source>
        <translation>Advertencias y errores</translation>
    </message>
    <message>
        <source>Errors only</source>
        <translation>Solo errores</translation>
    </message>
    <message>
        <source>Second opinion on reports</source>
        <translation>Segunda opinión sobre los informes</translation>
    </message>
    <message>
        <source>Tell of newer versions</source>
        <translation>Avisar de versiones más recientes</translation>
    </message>
    <message>
        <source>Address of the newest version</source>
        <translation>Dirección de la versión más reciente</translation>
    </message>
    <message>
        <source>Size of text</source>
        <translation>Tamaño del texto</translation>
    </message>
    <message>
        <source>Motion</source>
        <translation>Movimiento</translation>
    </message>
    <message>
        <source>Tell when done</source>
        <translation>Avisar al terminar</translation>
    </message>
    <message>
        <source>Tips</source>
        <translation>Consejos</translation>
    </message>
    <message>
        <source>Full</source>
        <translation>Completo</translation>
    </message>
    <message>
        <source>Reduced</source>
        <translation>Reducido</translation>
    </message>
    <message>
        <source>Allowed: an amount such as %1, or nothing.</source>
        <translation>Valor admitido: un importe como %1, o nada.</translation>
    </message>
    <message>
        <source>The program that is asked</source>
        <translation>El programa al que se pregunta</translation>
    </message>
    <message>
        <source>The workers of a team</source>
        <translation>Los procesos de trabajo de un equipo</translation>
    </message>
    <message>
        <source>Letter</source>
        <translation>Carta</translation>
    </message>
</context>
<context>
    <name>consultantos::SettingsPage</name>
    <message>
        <source>&amp;Save</source>
        <translation>&amp;Guardar</translation>
    </message>
    <message>
        <source>&amp;Revert</source>
        <translation>&amp;Descartar</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Ajustes</translation>
    </message>
    <message>
        <source>Sections of the settings</source>
        <translation>Secciones de los ajustes</translation>
    </message>
    <message>
        <source>Kept in %1</source>
        <translation>Guardado en %1</translation>
    </message>
    <message>
        <source>%1 (!)</source>
        <translation>%1 (!)</translation>
    </message>
    <message>
        <source>A setting here is wrong.</source>
        <translation>Un ajuste de aquí es incorrecto.</translation>
    </message>
    <message>
        <source>Saved.</source>
        <translation>Guardado.</translation>
    </message>
    <message>
        <source>Saved. Some settings take effect at the next start.</source>
        <translation>Guardado. Algunos ajustes surten efecto en el próximo inicio.</translation>
    </message>
</context>
<context>
    <name>consultantos::SettleBar</name>
    <message>
        <source>Why the report stands with it</source>
        <translation>Por qué el informe se sostiene a pesar de él</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Motivo</translation>
    </message>
    <message>
        <source>Who accepts it</source>
        <translation>Quién lo acepta</translation>
    </message>
    <message>
        <source>Accept</source>
        <translation>Aceptar</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
    <message>
        <source>Say why the report stands with it.</source>
        <translation>Explique por qué el informe se sostiene a pesar de él.</translation>
    </message>
    <message>
        <source>Say who accepts it.</source>
        <translation>Indique quién lo acepta.</translation>
    </message>
</context>
<context>
    <name>consultantos::SizingView</name>
    <message>
        <source>&amp;Save …</source>
        <translation>&amp;Guardar…</translation>
    </message>
    <message>
        <source>Save as &amp;workbook …</source>
        <translation>Guardar como &amp;libro de Excel…</translation>
    </message>
    <message>
        <source>&amp;Keep in a report …</source>
        <translation>Incluir en un &amp;informe…</translation>
    </message>
    <message>
        <source>The market, both ways</source>
        <translation>El mercado, de ambas formas</translation>
    </message>
    <message>
        <source>No market is open</source>
        <translation>No hay ningún mercado abierto</translation>
    </message>
    <message>
        <source>Open a market sizing file, or look at an example: a market from above and from below, each assumption with its source, reconciled with an interval.</source>
        <translation>Abra un archivo de tamaño de mercado o consulte un ejemplo: un mercado estimado desde arriba y desde abajo, cada supuesto con su fuente, conciliado y con un intervalo.</translation>
    </message>
    <message>
        <source>Show an &amp;example</source>
        <translation>Mostrar un &amp;ejemplo</translation>
    </message>
    <message>
        <source>&amp;Open …</source>
        <translation>&amp;Abrir…</translation>
    </message>
    <message>
        <source>Both ways and what divides them</source>
        <translation>Ambos enfoques y qué los separa</translation>
    </message>
    <message>
        <source>Open a market sizing</source>
        <translation>Abrir un tamaño de mercado</translation>
    </message>
    <message>
        <source>Market sizing (*.json)</source>
        <translation>Tamaño de mercado (*.json)</translation>
    </message>
    <message>
        <source>Save as workbook</source>
        <translation>Guardar como libro de Excel</translation>
    </message>
    <message>
        <source>Save the market sizing</source>
        <translation>Guardar el tamaño de mercado</translation>
    </message>
    <message>
        <source>Workbook (*.xlsx)</source>
        <translation>Libro de Excel (*.xlsx)</translation>
    </message>
    <message>
        <source>market</source>
        <translation>mercado</translation>
    </message>
    <message>
        <source>The market&apos;s size becomes a part of this report, with what it rests on:</source>
        <translation>El tamaño de mercado pasa a formar parte de este informe, con aquello en lo que se basa:</translation>
    </message>
    <message>
        <source>top-down</source>
        <translation>descendente</translation>
    </message>
    <message>
        <source>bottom-up</source>
        <translation>ascendente</translation>
    </message>
    <message>
        <source>%1, reconciled</source>
        <translation>%1, conciliado</translation>
    </message>
    <message>
        <source>Top-down weighs %1 %.</source>
        <translation>Peso del enfoque descendente: %1&#xa0;%.</translation>
    </message>
</context>
<context>
    <name>consultantos::SnoozeDialog</name>
    <message>
        <source>Snooze</source>
        <translation>Posponer</translation>
    </message>
    <message>
        <source>Snooze until then</source>
        <translation>Posponer hasta entonces</translation>
    </message>
    <message>
        <source>The alert comes back at the beginning of this day.</source>
        <translation>La alerta vuelve a aparecer al comienzo de este día.</translation>
    </message>
    <message>
        <source>Day on which the alert comes back</source>
        <translation>Día en que vuelve la alerta</translation>
    </message>
    <message>
        <source>Month before</source>
        <translation>Mes anterior</translation>
    </message>
    <message>
        <source>Month after</source>
        <translation>Mes siguiente</translation>
    </message>
</context>
<context>
    <name>consultantos::SourceBar</name>
    <message>
        <source>Name, ticker or CIK</source>
        <translation>Nombre, símbolo, CIK</translation>
    </message>
    <message>
        <source>&amp;Company</source>
        <translation>&amp;Empresa</translation>
    </message>
    <message>
        <source>&amp;Line</source>
        <translation>P&amp;artida</translation>
    </message>
    <message>
        <source>As found</source>
        <translation>Según lo detectado</translation>
    </message>
    <message>
        <source>Fre&amp;quency</source>
        <translation>Frec&amp;uencia</translation>
    </message>
    <message>
        <source>usual</source>
        <translation>habitual</translation>
    </message>
    <message>
        <source>How many periods ahead; &quot;usual&quot; is a year of months, five years, …</source>
        <translation>Cuántos periodos de antelación; «habitual» es un año si son meses, cinco años si son años…</translation>
    </message>
    <message>
        <source>Hori&amp;zon</source>
        <translation>Hori&amp;zonte</translation>
    </message>
    <message>
        <source>&amp;Paste a table</source>
        <translation>Pe&amp;gar una tabla</translation>
    </message>
    <message>
        <source>&amp;Open a table …</source>
        <translation>A&amp;brir una tabla…</translation>
    </message>
    <message>
        <source>All lines</source>
        <translation>Todas las partidas</translation>
    </message>
    <message>
        <source>don&apos;t count</source>
        <translation>no cuentan</translation>
    </message>
    <message>
        <source>Off until you say whose days off they are: on six American series of days, forecasts with them erred by up to 10 % less and up to 4 % more. They count only where the series shows them.</source>
        <translation>Desactivado hasta que diga de qué país son los festivos: en seis series diarias estadounidenses, las previsiones con ellos erraron hasta un 10 % menos y hasta un 4 % más. Solo cuentan donde la serie los muestra.</translation>
    </message>
    <message>
        <source>Holi&amp;days</source>
        <translation>&amp;Festivos</translation>
    </message>
</context>
<context>
    <name>consultantos::SourceCard</name>
    <message>
        <source>Sent: %1</source>
        <translation>Enviado: %1</translation>
    </message>
    <message>
        <source>Limit: %1.</source>
        <translation>Límite: %1.</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Dirección</translation>
    </message>
    <message>
        <source>Address of %1</source>
        <translation>Dirección de %1</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>Clave</translation>
    </message>
    <message>
        <source>Off: offline</source>
        <translation>Desactivada: sin conexión</translation>
    </message>
    <message>
        <source>Off once saved</source>
        <translation>Desactivada al guardar</translation>
    </message>
    <message>
        <source>Off</source>
        <translation>Desactivada</translation>
    </message>
    <message>
        <source>Lacks: %1</source>
        <translation>Falta: %1</translation>
    </message>
    <message>
        <source>On once saved</source>
        <translation>Activada al guardar</translation>
    </message>
    <message>
        <source>On</source>
        <translation>Activada</translation>
    </message>
</context>
<context>
    <name>consultantos::SourceTester</name>
    <message>
        <source>Test</source>
        <translation>Probar</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
    <message>
        <source>Test %1</source>
        <translation>Probar %1</translation>
    </message>
    <message>
        <source>Cancel the test of %1</source>
        <translation>Cancelar la prueba de %1</translation>
    </message>
    <message>
        <source>%1 is being asked</source>
        <translation>Consultando a %1</translation>
    </message>
    <message>
        <source>Asks it one small thing, switched on or not</source>
        <translation>Le hace una pequeña consulta, esté activada o no</translation>
    </message>
    <message>
        <source>It works: %1 answered after %2 s.</source>
        <translation>Funciona: %1 ha respondido tras %2 s.</translation>
    </message>
    <message>
        <source>The test was cancelled.</source>
        <translation>La prueba se ha cancelado.</translation>
    </message>
</context>
<context>
    <name>consultantos::SourcesSection</name>
    <message>
        <source>Offline, by CONSULTANTOS_OFFLINE or --offline: no source is asked. What is switched on comes back at a start without it.</source>
        <translation>Sin conexión, por CONSULTANTOS_OFFLINE o --offline: no se consulta ninguna fuente. Lo que está activado vuelve en un inicio sin esa opción.</translation>
    </message>
    <message>
        <source>Offline: no source is asked. What is switched on comes back when Offline in the section Network is off.</source>
        <translation>Sin conexión: no se consulta ninguna fuente. Lo que está activado vuelve cuando se desactiva «Sin conexión» en la sección Red.</translation>
    </message>
    <message>
        <source>The network can&apos;t be used: no source is asked.</source>
        <translation>No se puede utilizar la red: no se consulta ninguna fuente.</translation>
    </message>
    <message>
        <source>What left this computer …</source>
        <translation>Lo que ha salido de este ordenador…</translation>
    </message>
</context>
<context>
    <name>consultantos::SpanBars</name>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>%1, cache</source>
        <translation>%1, caché</translation>
    </message>
    <message>
        <source>Began after %1</source>
        <translation>Empezó tras %1</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Click to open the report.</source>
        <translation>Haga clic para abrir el informe.</translation>
    </message>
    <message>
        <source>Row</source>
        <translation>Fila</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Valor</translation>
    </message>
    <message>
        <source>More</source>
        <translation>Más</translation>
    </message>
</context>
<context>
    <name>consultantos::StartFailure</name>
    <message>
        <source>ConsultantOS</source>
        <translation>ConsultantOS</translation>
    </message>
    <message>
        <source>ConsultantOS can&apos;t start.</source>
        <translation>ConsultantOS no puede iniciarse.</translation>
    </message>
    <message>
        <source>Set the settings aside and start</source>
        <translation>Apartar los ajustes e iniciar</translation>
    </message>
    <message>
        <source>Show the data folder</source>
        <translation>Mostrar la carpeta de datos</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Salir</translation>
    </message>
    <message>
        <source>%1 can&apos;t be renamed to %2.</source>
        <translation>No se puede cambiar el nombre de %1 a %2.</translation>
    </message>
</context>
<context>
    <name>consultantos::StatementModel</name>
    <message>
        <source>not reported</source>
        <translation>no publicado</translation>
    </message>
    <message>
        <source>Line</source>
        <translation>Partida</translation>
    </message>
</context>
<context>
    <name>consultantos::StatusStrip</name>
    <message>
        <source>Cache %1 %</source>
        <translation>Caché %1&#xa0;%</translation>
    </message>
    <message numerus="yes">
        <source>%n agent(s) running</source>
        <translation>
            <numerusform>%n agente en curso</numerusform>
            <numerusform>%n agentes en curso</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 today</source>
        <translation>%1 hoy</translation>
    </message>
    <message>
        <source>Performance</source>
        <translation>Rendimiento</translation>
    </message>
    <message>
        <source>Share of look-ups that the cache answered, agents at work, and what language models cost today. Click for the performance page.</source>
        <translation>Proporción de búsquedas que ha respondido la caché, agentes en activo y coste de los modelos de lenguaje hoy. Haga clic para abrir la página Rendimiento.</translation>
    </message>
</context>
<context>
    <name>consultantos::StepTableModel</name>
    <message>
        <source>Your own value</source>
        <translation>Su propio valor</translation>
    </message>
    <message>
        <source>Forecast, moved by your growth</source>
        <translation>Previsión, ajustada con su crecimiento</translation>
    </message>
    <message>
        <source>Forecast</source>
        <translation>Previsión</translation>
    </message>
    <message>
        <source>History</source>
        <translation>Histórico</translation>
    </message>
    <message>
        <source>Double-click or F2 to write your own value; empty it to have the forecast again</source>
        <translation>Doble clic o F2 para escribir un valor propio; déjelo vacío para recuperar la previsión</translation>
    </message>
    <message>
        <source>Period</source>
        <translation>Periodo</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Valor</translation>
    </message>
    <message>
        <source>80 % from</source>
        <translation>80&#xa0;% desde</translation>
    </message>
    <message>
        <source>80 % to</source>
        <translation>80&#xa0;% hasta</translation>
    </message>
    <message>
        <source>95 % from</source>
        <translation>95&#xa0;% desde</translation>
    </message>
    <message>
        <source>95 % to</source>
        <translation>95&#xa0;% hasta</translation>
    </message>
    <message>
        <source>What it is</source>
        <translation>Tipo</translation>
    </message>
</context>
<context>
    <name>consultantos::StrategyCanvasChart</name>
    <message>
        <source>Strategy canvas: levels from 0 to 10</source>
        <translation>Lienzo estratégico: niveles de 0 a 10</translation>
    </message>
</context>
<context>
    <name>consultantos::SupportArchiveSaver</name>
    <message>
        <source>Save support archive</source>
        <translation>Guardar el archivo de soporte</translation>
    </message>
    <message>
        <source>ZIP archive (*.zip)</source>
        <translation>Archivo ZIP (*.zip)</translation>
    </message>
    <message>
        <source>Saved as %1. It holds no keys and no client&apos;s text; look into it before you send it.</source>
        <translation>Guardado como %1. No contiene claves ni textos de clientes; revíselo antes de enviarlo.</translation>
    </message>
</context>
<context>
    <name>consultantos::TeamRun</name>
    <message>
        <source>The analysis was cancelled.</source>
        <translation>El análisis se ha cancelado.</translation>
    </message>
    <message>
        <source>Giving the order to the team&apos;s queue …</source>
        <translation>Entregando el encargo a la cola del equipo…</translation>
    </message>
    <message>
        <source>Its worker was told to end the analysis.</source>
        <translation>Se ha indicado a su proceso de trabajo que termine el análisis.</translation>
    </message>
    <message>
        <source>The team&apos;s queue can&apos;t be reached. The order is kept in the store, and an analysis that has begun goes on; this page follows it again as soon as the queue answers.</source>
        <translation>No se puede acceder a la cola del equipo. El encargo se conserva en el almacén y un análisis ya iniciado continúa; esta página lo seguirá de nuevo en cuanto la cola responda.</translation>
    </message>
    <message>
        <source>Ordered, but no worker of the team is at work.</source>
        <translation>Encargado, pero ningún proceso de trabajo del equipo está activo.</translation>
    </message>
    <message>
        <source>Waiting in the team&apos;s queue; orders that wait: %1</source>
        <translation>En espera en la cola del equipo; encargos en espera: %1</translation>
    </message>
</context>
<context>
    <name>consultantos::TemplateChoice</name>
    <message>
        <source>Kind of report</source>
        <translation>Tipo de informe</translation>
    </message>
    <message>
        <source>Standard report</source>
        <translation>Informe estándar</translation>
    </message>
    <message>
        <source>Impact</source>
        <translation>Impacto</translation>
    </message>
    <message>
        <source>Feasibility</source>
        <translation>Viabilidad</translation>
    </message>
    <message>
        <source>Low risk</source>
        <translation>Riesgo bajo</translation>
    </message>
    <message>
        <source>Short time</source>
        <translation>Plazo corto</translation>
    </message>
    <message>
        <source>Weight of %1</source>
        <translation>Peso de «%1»</translation>
    </message>
    <message>
        <source>All parts in their usual order.</source>
        <translation>Todas las partes en su orden habitual.</translation>
    </message>
    <message>
        <source>With all weights zero the usual ones count.</source>
        <translation>Si todos los pesos son cero, valen los habituales.</translation>
    </message>
</context>
<context>
    <name>consultantos::TimeChart</name>
    <message>
        <source>Alert: %1</source>
        <translation>Alerta: %1</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Tiempo</translation>
    </message>
    <message>
        <source>Nothing was measured in this time.</source>
        <translation>No se midió nada en este tiempo.</translation>
    </message>
    <message>
        <source>Zero all of this time.</source>
        <translation>Cero durante todo este tiempo.</translation>
    </message>
</context>
<context>
    <name>consultantos::TipBar</name>
    <message>
        <source>&amp;More about it</source>
        <translation>&amp;Más sobre esto</translation>
    </message>
    <message>
        <source>Ne&amp;xt tip</source>
        <translation>Consejo &amp;siguiente</translation>
    </message>
    <message>
        <source>S&amp;how no tips</source>
        <translation>&amp;No mostrar consejos</translation>
    </message>
    <message>
        <source>The settings bring them back</source>
        <translation>Los ajustes los traen de vuelta</translation>
    </message>
    <message>
        <source>Put this tip away</source>
        <translation>Retirar este consejo</translation>
    </message>
    <message>
        <source>Tip: %1</source>
        <translation>Consejo: %1</translation>
    </message>
</context>
<context>
    <name>consultantos::UndoBar</name>
    <message>
        <source>&amp;Undo</source>
        <translation>&amp;Deshacer</translation>
    </message>
    <message>
        <source>Brings back what was deleted last</source>
        <translation>Recupera lo último que se eliminó</translation>
    </message>
    <message>
        <source>Put this message away</source>
        <translation>Retirar este mensaje</translation>
    </message>
</context>
<context>
    <name>consultantos::UsageModel</name>
    <message>
        <source>No report</source>
        <translation>Sin informe</translation>
    </message>
    <message>
        <source>Not in this library</source>
        <translation>No está en esta biblioteca</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>desconocido</translation>
    </message>
    <message>
        <source>%1 and more</source>
        <translation>%1 o más</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message numerus="yes">
        <source>The price of %n call(s) isn&apos;t known.</source>
        <translation>
            <numerusform>No se conoce el precio de %n llamada.</numerusform>
            <numerusform>No se conoce el precio de %n llamadas.</numerusform>
        </translation>
    </message>
    <message>
        <source>All</source>
        <translation>Todo</translation>
    </message>
    <message>
        <source>Agent</source>
        <translation>Agente</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>Informe</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>Día</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modelo</translation>
    </message>
    <message>
        <source>How often a model was asked, answers of the cache among them</source>
        <translation>Cuántas veces se consultó un modelo, incluidas las respuestas de la caché</translation>
    </message>
    <message>
        <source>Calls</source>
        <translation>Llamadas</translation>
    </message>
    <message>
        <source>How many of them the cache answered</source>
        <translation>Cuántas de ellas respondió la caché</translation>
    </message>
    <message>
        <source>Cache</source>
        <translation>Caché</translation>
    </message>
    <message>
        <source>Tokens that were sent, without those that the provider had kept</source>
        <translation>Tokens enviados, sin los que el proveedor tenía guardados</translation>
    </message>
    <message>
        <source>Tokens in</source>
        <translation>Entrada</translation>
    </message>
    <message>
        <source>Tokens that the provider had kept, or was asked to keep</source>
        <translation>Tokens que el proveedor tenía guardados o que se le pidió guardar</translation>
    </message>
    <message>
        <source>Kept there</source>
        <translation>Guardados</translation>
    </message>
    <message>
        <source>Tokens of replies</source>
        <translation>Tokens de las respuestas</translation>
    </message>
    <message>
        <source>Tokens out</source>
        <translation>Salida</translation>
    </message>
    <message>
        <source>Tokens that a model thought with</source>
        <translation>Tokens con los que razonó un modelo</translation>
    </message>
    <message>
        <source>Thinking</source>
        <translation>Razonamiento</translation>
    </message>
    <message>
        <source>Cost</source>
        <translation>Coste</translation>
    </message>
    <message>
        <source>What the answers of the cache would have cost</source>
        <translation>Lo que habrían costado las respuestas de la caché</translation>
    </message>
    <message>
        <source>Saved</source>
        <translation>Ahorrado</translation>
    </message>
    <message>
        <source>How long a call took on average</source>
        <translation>Cuánto duró de media una llamada</translation>
    </message>
    <message>
        <source>Took</source>
        <translation>Duración</translation>
    </message>
</context>
<context>
    <name>consultantos::UsagePage</name>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>%1, %2 from the cache. %3 tokens in, %4 out.</source>
        <translation>%1, de ellas %2 de la caché. %3 tokens de entrada, %4 de salida.</translation>
    </message>
    <message numerus="yes">
        <source>%n call(s)</source>
        <translation>
            <numerusform>%n llamada</numerusform>
            <numerusform>%n llamadas</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1&#xa0;%</translation>
    </message>
    <message>
        <source>Cost %1, saved %2.</source>
        <translation>Coste %1, ahorro %2.</translation>
    </message>
    <message numerus="yes">
        <source>The price of %n call(s) isn&apos;t known.</source>
        <translation>
            <numerusform>No se conoce el precio de %n llamada.</numerusform>
            <numerusform>No se conoce el precio de %n llamadas.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The provider asked to wait at %n of them.</source>
        <translation>
            <numerusform>En %n de ellas, el proveedor pidió esperar.</numerusform>
            <numerusform>En %n de ellas, el proveedor pidió esperar.</numerusform>
        </translation>
    </message>
    <message>
        <source>Save as &amp;CSV …</source>
        <translation>Guardar como &amp;CSV…</translation>
    </message>
    <message>
        <source>No language model has been asked yet</source>
        <translation>Aún no se ha consultado ningún modelo de lenguaje</translation>
    </message>
    <message>
        <source>Each call is written down here: for which agent and report, how many tokens, what it cost and what the cache saved. Without a model everything is computed by the built-in engine and costs nothing.</source>
        <translation>Aquí se anota cada llamada: para qué agente e informe, cuántos tokens, cuánto costó y cuánto ahorró la caché. Sin un modelo, todo lo calcula el motor integrado y no cuesta nada.</translation>
    </message>
    <message>
        <source>Choose a language model …</source>
        <translation>Elegir un modelo de lenguaje…</translation>
    </message>
    <message>
        <source>Outside of any engagement; each engagement keeps an account of its own.</source>
        <translation>Fuera de los proyectos; cada proyecto lleva su propia cuenta.</translation>
    </message>
    <message>
        <source>In the engagement %1; each engagement keeps an account of its own.</source>
        <translation>En el proyecto %1; cada proyecto lleva su propia cuenta.</translation>
    </message>
    <message>
        <source>What language models cost</source>
        <translation>Lo que cuestan los modelos de lenguaje</translation>
    </message>
    <message>
        <source>Told apart by</source>
        <translation>Desglosado por</translation>
    </message>
    <message>
        <source>By agent</source>
        <translation>Por agente</translation>
    </message>
    <message>
        <source>By report</source>
        <translation>Por informe</translation>
    </message>
    <message>
        <source>By day</source>
        <translation>Por día</translation>
    </message>
    <message>
        <source>By model</source>
        <translation>Por modelo</translation>
    </message>
    <message>
        <source>Save the table</source>
        <translation>Guardar la tabla</translation>
    </message>
    <message>
        <source>Table (*.csv)</source>
        <translation>Tabla (*.csv)</translation>
    </message>
    <message>
        <source>model costs %1</source>
        <translation>costes de modelos %1</translation>
    </message>
</context>
<context>
    <name>consultantos::UsesList</name>
    <message>
        <source>Used in</source>
        <translation>Utilizado en</translation>
    </message>
    <message>
        <source>Looking for reports that use it …</source>
        <translation>Buscando informes que lo utilicen…</translation>
    </message>
    <message>
        <source>No report uses it yet.</source>
        <translation>Ningún informe lo utiliza todavía.</translation>
    </message>
    <message numerus="yes">
        <source>Used in %n sentence(s) of reports</source>
        <translation>
            <numerusform>Utilizado en %n frase de informes</numerusform>
            <numerusform>Utilizado en %n frases de informes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>consultantos::UsesModel</name>
    <message>
        <source>%1
Rests on it through a computation.</source>
        <translation>%1
Se basa en él mediante un cálculo.</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>%1 (%2, computed from it)</source>
        <translation>%1 (%2, calculado a partir de él)</translation>
    </message>
</context>
<context>
    <name>consultantos::ValuationDesk</name>
    <message>
        <source>Change &quot;%1&quot;</source>
        <translation>Cambiar «%1»</translation>
    </message>
    <message>
        <source>Change the plan</source>
        <translation>Cambiar el plan</translation>
    </message>
    <message>
        <source>Change the peers</source>
        <translation>Cambiar los comparables</translation>
    </message>
</context>
<context>
    <name>consultantos::ValuationView</name>
    <message>
        <source>&amp;Mid-year</source>
        <translation>&amp;Mitad de año</translation>
    </message>
    <message>
        <source>Save as &amp;workbook …</source>
        <translation>Guardar como &amp;libro de Excel…</translation>
    </message>
    <message>
        <source>&amp;Keep in a report …</source>
        <translation>Incluir en un &amp;informe…</translation>
    </message>
    <message>
        <source>What each method gives</source>
        <translation>Qué da cada método</translation>
    </message>
    <message>
        <source>Cash flows</source>
        <translation>Flujos de caja</translation>
    </message>
    <message>
        <source>Sensitivity</source>
        <translation>Sensibilidad</translation>
    </message>
    <message>
        <source>No company is being valued</source>
        <translation>No se está valorando ninguna empresa</translation>
    </message>
    <message>
        <source>Choose a company above. The valuation starts from its filed figures and published rates, each with its source; whatever you change is marked as yours.</source>
        <translation>Elija arriba una empresa. La valoración parte de sus cifras presentadas y de tasas publicadas, cada una con su fuente; lo que usted cambie queda marcado como propio.</translation>
    </message>
    <message>
        <source>Assumptions</source>
        <translation>Supuestos</translation>
    </message>
    <message>
        <source>Parts of the valuation</source>
        <translation>Partes de la valoración</translation>
    </message>
    <message>
        <source>Football field</source>
        <translation>Rangos</translation>
    </message>
    <message>
        <source>Type a company and its share price: its multiples follow from its stored figures, each with its source. Or type multiples you know, e.g. of a data service or a deal; they are marked as yours. Three or more of a kind make a range of the football field.</source>
        <translation>Escriba una empresa y la cotización de su acción: sus múltiplos se obtienen de las cifras almacenadas, cada uno con su fuente. O escriba múltiplos que conozca, p. ej., de un servicio de datos o de una operación; quedan marcados como propios. Tres o más de un mismo tipo forman un rango en «Rangos de valoración».</translation>
    </message>
    <message>
        <source>Peers</source>
        <translation>Comparables</translation>
    </message>
    <message>
        <source>Years of growth at the first rate</source>
        <translation>Años de crecimiento a la primera tasa</translation>
    </message>
    <message>
        <source>Growth years: </source>
        <translation>Años de crecimiento: </translation>
    </message>
    <message>
        <source>Years in which growth fades; none makes two stages</source>
        <translation>Años en los que el crecimiento se atenúa; con ninguno hay dos fases</translation>
    </message>
    <message>
        <source>Fading years: </source>
        <translation>Años de transición: </translation>
    </message>
    <message>
        <source>Cash comes in the middle of each year, not at its end</source>
        <translation>Los flujos de caja llegan a mitad de cada año, no al final</translation>
    </message>
    <message>
        <source>Adds the valuation to a report, with what it rests on as evidence</source>
        <translation>Añade la valoración a un informe, con aquello en lo que se basa como evidencia</translation>
    </message>
    <message>
        <source>Save as workbook</source>
        <translation>Guardar como libro de Excel</translation>
    </message>
    <message>
        <source>Workbook (*.xlsx)</source>
        <translation>Libro de Excel (*.xlsx)</translation>
    </message>
    <message>
        <source>Valuation of %1</source>
        <translation>Valoración de %1</translation>
    </message>
    <message>
        <source>The valuation becomes a part of this report, with what it rests on:</source>
        <translation>La valoración pasa a formar parte de este informe, con aquello en lo que se basa:</translation>
    </message>
</context>
<context>
    <name>consultantos::WatchEditor</name>
    <message>
        <source>New &amp;filings</source>
        <translation>Nuevos &amp;documentos presentados</translation>
    </message>
    <message>
        <source>New and restated f&amp;igures: revenue, margins, earnings, cash flow</source>
        <translation>C&amp;ifras nuevas y reexpresadas: ingresos, márgenes, resultados, flujo de caja</translation>
    </message>
    <message>
        <source>&amp;Quarters, too, each held against the same quarter a year before</source>
        <translation>También los &amp;trimestres, cada uno comparado con el mismo trimestre del año anterior</translation>
    </message>
    <message>
        <source>&amp;News of the sources that are on</source>
        <translation>Noticias de las &amp;fuentes activadas</translation>
    </message>
    <message>
        <source>Risk fac&amp;tors added or dropped in the annual report</source>
        <translation>Factores de rie&amp;sgo añadidos o suprimidos en el informe anual</translation>
    </message>
    <message>
        <source> %</source>
        <translation>&#xa0;%</translation>
    </message>
    <message>
        <source> million</source>
        <translation> millones</translation>
    </message>
    <message>
        <source> points</source>
        <translation> p. p.</translation>
    </message>
    <message>
        <source>Scores that leave their interval:</source>
        <translation>Puntuaciones que salen de su intervalo:</translation>
    </message>
    <message>
        <source>Lines that a figure shouldn&apos;t pass unnoticed, either way:</source>
        <translation>Umbrales que un indicador no debe cruzar sin que se note, en ninguna dirección:</translation>
    </message>
    <message>
        <source>Amounts change by at least</source>
        <translation>Los importes cambian al menos</translation>
    </message>
    <message>
        <source>… and by at least</source>
        <translation>… y al menos</translation>
    </message>
    <message>
        <source>Margins and other shares by at least</source>
        <translation>Márgenes y otras proporciones, al menos</translation>
    </message>
    <message>
        <source>Scores by at least</source>
        <translation>Puntuaciones, al menos</translation>
    </message>
    <message>
        <source>any amount</source>
        <translation>cualquier importe</translation>
    </message>
    <message>
        <source>From how large a change on it is told</source>
        <translation>A partir de qué magnitud de cambio se avisa</translation>
    </message>
    <message>
        <source>For example: after a revenue of %1 the next is told from %2 up or from %3 down; after a margin of %4 the next from %5 up or from %6 down. What is smaller, and what rounding explains, raises no alert.</source>
        <translation>Por ejemplo: tras unos ingresos de %1, se avisa de los siguientes a partir de %2 al alza o de %3 a la baja; tras un margen del %4, del siguiente a partir del %5 al alza o del %6 a la baja. Lo que es menor, y lo que se explica por el redondeo, no genera ninguna alerta.</translation>
    </message>
</context>
<context>
    <name>consultantos::WelcomePanel</name>
    <message>
        <source>&amp;Open the sample engagement</source>
        <translation>&amp;Abrir el proyecto de ejemplo</translation>
    </message>
    <message>
        <source>Welcome: your first report in three clicks</source>
        <translation>Bienvenido: su primer informe en tres clics</translation>
    </message>
    <message>
        <source>Put the welcome away</source>
        <translation>Retirar la bienvenida</translation>
    </message>
    <message>
        <source>Nothing has to be set up: facts of some companies come with the program, and neither a key nor the network is needed. Open the sample, a prepared brief with a memo, and press Analyse.</source>
        <translation>No hay que configurar nada: con el programa vienen hechos de algunas empresas, y no hacen falta ni clave ni red. Abra el ejemplo, un encargo preparado con una nota, y pulse Analizar.</translation>
    </message>
    <message>
        <source>&amp;Read the guide</source>
        <translation>&amp;Leer la guía</translation>
    </message>
    <message>
        <source>Or begin with one of these companies:</source>
        <translation>O empiece por una de estas empresas:</translation>
    </message>
    <message>
        <source>Begin with %1</source>
        <translation>Empezar por %1</translation>
    </message>
</context>
<context>
    <name>consultantos::WorkbookChangeModel</name>
    <message>
        <source>Fact</source>
        <translation>Dato</translation>
    </message>
    <message>
        <source>Weight</source>
        <translation>Peso</translation>
    </message>
    <message>
        <source>Score</source>
        <translation>Puntuación</translation>
    </message>
    <message>
        <source>Figure</source>
        <translation>Indicador</translation>
    </message>
    <message>
        <source>Statement</source>
        <translation>Afirmación</translation>
    </message>
    <message>
        <source>Row added</source>
        <translation>Fila añadida</translation>
    </message>
    <message>
        <source>Row removed</source>
        <translation>Fila eliminada</translation>
    </message>
    <message>
        <source>Formula</source>
        <translation>Fórmula</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Texto</translation>
    </message>
    <message>
        <source>%1: %2 → %3</source>
        <translation>%1: %2 → %3</translation>
    </message>
    <message>
        <source>no longer derivable</source>
        <translation>ya no es deducible</translation>
    </message>
    <message>
        <source>Moves no score.</source>
        <translation>No modifica ninguna puntuación.</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>Cambio</translation>
    </message>
    <message>
        <source>In the report</source>
        <translation>En el informe</translation>
    </message>
    <message>
        <source>In the workbook</source>
        <translation>En el libro de Excel</translation>
    </message>
    <message>
        <source>What it would do</source>
        <translation>Qué efecto tendría</translation>
    </message>
</context>
<context>
    <name>consultantos::WorkbookReadBack</name>
    <message numerus="yes">
        <source>%n change(s) taken over</source>
        <translation>
            <numerusform>%n cambio incorporado</numerusform>
            <numerusform>%n cambios incorporados</numerusform>
        </translation>
    </message>
    <message>
        <source>Read back a workbook</source>
        <translation>Volver a leer un libro de Excel</translation>
    </message>
    <message>
        <source>Excel workbook (*.xlsx)</source>
        <translation>Libro de Excel (*.xlsx)</translation>
    </message>
    <message>
        <source>The file %1 can&apos;t be read.</source>
        <translation>No se puede leer el archivo %1.</translation>
    </message>
</context>
<context>
    <name>crash</name>
    <message>
        <source>The folder for crash notes can&apos;t be made: %1.</source>
        <translation>No se puede crear la carpeta para las notas de fallos: %1.</translation>
    </message>
    <message>
        <source>The path for crash notes is too long: %1.</source>
        <translation>La ruta para las notas de fallos es demasiado larga: %1.</translation>
    </message>
</context>
<context>
    <name>json</name>
    <message>
        <source>%1 is not valid JSON: %2 (line %3, column %4).</source>
        <translation>%1 no es JSON válido: %2 (línea %3, columna %4).</translation>
    </message>
    <message>
        <source>%1 holds no JSON object at its top level.</source>
        <translation>%1 no contiene ningún objeto JSON en su nivel superior.</translation>
    </message>
    <message>
        <source>%1 can&apos;t be read: %2.</source>
        <translation>No se puede leer %1: %2.</translation>
    </message>
</context>
<context>
    <name>logging</name>
    <message>
        <source>A log is being kept already.</source>
        <translation>Ya se está llevando un registro.</translation>
    </message>
    <message>
        <source>%1 is no log level.</source>
        <translation>%1 no es un nivel de registro.</translation>
    </message>
    <message>
        <source>Use debug, info, warning or error.</source>
        <translation>Utilice debug, info, warning o error.</translation>
    </message>
    <message>
        <source>The log can&apos;t be written: %1: %2.</source>
        <translation>No se puede escribir el registro: %1: %2.</translation>
    </message>
</context>
<context>
    <name>main</name>
    <message>
        <source>consultantos: there is no display to show a window on.
Set DISPLAY or WAYLAND_DISPLAY, or use the command line instead:
  consultantos-cli analyze COMPANY
</source>
        <translation>consultantos: no hay ninguna pantalla en la que mostrar una ventana.
Defina DISPLAY o WAYLAND_DISPLAY, o utilice la línea de comandos:
  consultantos-cli analyze EMPRESA
</translation>
    </message>
    <message>
        <source>Analyses of companies whose every number traces to its source.</source>
        <translation>Análisis de empresas en los que cada cifra remite a su fuente.</translation>
    </message>
    <message>
        <source>Keep library, facts and settings in this folder.</source>
        <translation>Guardar la biblioteca, los datos y los ajustes en esta carpeta.</translation>
    </message>
    <message>
        <source>folder</source>
        <translation>carpeta</translation>
    </message>
    <message>
        <source>Work in this client&apos;s own stores, begun if new.</source>
        <translation>Trabajar en los almacenes propios de este cliente, que se crean si no existen.</translation>
    </message>
    <message>
        <source>name</source>
        <translation>nombre</translation>
    </message>
    <message>
        <source>Let nothing out to the network in this session.</source>
        <translation>No dejar salir nada a la red en esta sesión.</translation>
    </message>
    <message>
        <source>Print how long the start took, and quit.</source>
        <translation>Mostrar cuánto ha tardado el inicio y salir.</translation>
    </message>
    <message>
        <source>A sealed report to show, or a file to import.</source>
        <translation>Un informe sellado para mostrar o un archivo para importar.</translation>
    </message>
</context>
<context>
    <name>model</name>
    <message>
        <source>A stored message can&apos;t be read.</source>
        <translation>No se puede leer un mensaje guardado.</translation>
    </message>
    <message>
        <source>A message was written by a newer version of the program.</source>
        <translation>Un mensaje lo escribió una versión más reciente del programa.</translation>
    </message>
</context>
<context>
    <name>retention</name>
    <message>
        <source>The engagement&apos;s rules can&apos;t be read; nothing was deleted.</source>
        <translation>No se pueden leer las reglas del proyecto; no se ha eliminado nada.</translation>
    </message>
    <message>
        <source>Correct or delete %1.</source>
        <translation>Corrija o elimine %1.</translation>
    </message>
    <message>
        <source>%1 is no number of days; nothing was changed.</source>
        <translation>%1 no es un número de días; no se ha cambiado nada.</translation>
    </message>
    <message>
        <source>Allowed is 0 (never) to %1.</source>
        <translation>Se admite de 0 (nunca) a %1.</translation>
    </message>
</context>
<context>
    <name>settings</name>
    <message>
        <source>The administrator&apos;s policy %1 has a fault: %2</source>
        <translation>La directiva %1 del administrador tiene un error: %2</translation>
    </message>
    <message>
        <source>The program doesn&apos;t start without a policy that can be read. Ask your administrator to correct it.</source>
        <translation>El programa no se inicia sin una directiva legible. Pida a su administrador que la corrija.</translation>
    </message>
    <message>
        <source>allowed is %1</source>
        <translation>valor admitido: %1</translation>
    </message>
    <message>
        <source>&quot;allowed&quot; must list values, and each must be %1</source>
        <translation>«allowed» debe ser una lista de valores; para cada uno, valor admitido: %1</translation>
    </message>
    <message>
        <source>&quot;%1&quot; must be a number</source>
        <translation>«%1» debe ser un número</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is none of: allowed, min, max</source>
        <translation>«%1» no es ninguno de estos: allowed, min, max</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is not &quot;allowed&quot;</source>
        <translation>«%1» no es «allowed»</translation>
    </message>
    <message>
        <source>&quot;min&quot; is greater than &quot;max&quot;</source>
        <translation>«min» es mayor que «max»</translation>
    </message>
    <message>
        <source>it is too large</source>
        <translation>es demasiado grande</translation>
    </message>
    <message>
        <source>line %1: %2</source>
        <translation>línea %1: %2</translation>
    </message>
    <message>
        <source>&quot;version&quot; must be %1</source>
        <translation>«version» debe ser %1</translation>
    </message>
    <message>
        <source>there is no setting &quot;%1&quot;</source>
        <translation>no existe el ajuste «%1»</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is unknown or of the wrong kind</source>
        <translation>«%1» es desconocido o de un tipo incorrecto</translation>
    </message>
    <message>
        <source>Your administrator doesn&apos;t allow reports as %1; nothing was written.</source>
        <translation>Su administrador no permite informes en %1; no se ha escrito nada.</translation>
    </message>
    <message>
        <source>No export is allowed (%1).</source>
        <translation>No se permite ninguna exportación (%1).</translation>
    </message>
    <message>
        <source>Allowed are: %1 (%2).</source>
        <translation>Se permiten: %1 (%2).</translation>
    </message>
    <message>
        <source>Redis server of the shared cache; empty for none</source>
        <translation>Servidor Redis de la caché compartida; vacío: ninguno</translation>
    </message>
    <message>
        <source>PostgreSQL server of a team&apos;s store; empty: files of this computer</source>
        <translation>Servidor PostgreSQL del almacén de un equipo; vacío: archivos de este ordenador</translation>
    </message>
    <message>
        <source>Record how long analyses and agents take</source>
        <translation>Registrar cuánto tardan los análisis y los agentes</translation>
    </message>
    <message>
        <source>How long the cache&apos;s first level (memory) keeps an entry, in seconds</source>
        <translation>Cuánto tiempo conserva una entrada el primer nivel de la caché (memoria), en segundos</translation>
    </message>
    <message>
        <source>How long the cache&apos;s second level (Redis) keeps an entry, in seconds</source>
        <translation>Cuánto tiempo conserva una entrada el segundo nivel de la caché (Redis), en segundos</translation>
    </message>
    <message>
        <source>How long the cache&apos;s third level (disk) keeps an entry, in seconds</source>
        <translation>Cuánto tiempo conserva una entrada el tercer nivel de la caché (disco), en segundos</translation>
    </message>
    <message>
        <source>How much memory the cache may use, in megabytes; 0: none</source>
        <translation>Cuánta memoria puede utilizar la caché, en megabytes; 0: ninguna</translation>
    </message>
    <message>
        <source>How much disk the cache may use, in megabytes; 0: none</source>
        <translation>Cuánto espacio en disco puede utilizar la caché, en megabytes; 0: ninguno</translation>
    </message>
    <message>
        <source>How many agents run at once, over all analyses</source>
        <translation>Cuántos agentes se ejecutan a la vez, entre todos los análisis</translation>
    </message>
    <message>
        <source>How many requests to a language model go out together</source>
        <translation>Cuántas solicitudes a un modelo de lenguaje se envían juntas</translation>
    </message>
    <message>
        <source>How many tokens the model&apos;s provider allows in a minute; 0: not known</source>
        <translation>Cuántos tokens por minuto permite el proveedor del modelo; 0: se desconoce</translation>
    </message>
    <message>
        <source>What language models may cost for a report, in the currency of the price table; empty: without limit</source>
        <translation>Cuánto pueden costar los modelos de lenguaje por informe, en la moneda de la lista de precios; vacío: sin límite</translation>
    </message>
    <message>
        <source>What language models may cost in a day (UTC)</source>
        <translation>Cuánto pueden costar los modelos de lenguaje al día (UTC)</translation>
    </message>
    <message>
        <source>What language models may cost for an engagement</source>
        <translation>Cuánto pueden costar los modelos de lenguaje por proyecto</translation>
    </message>
    <message>
        <source>Who is asked where the provider can&apos;t be had: NAME:MODEL, separated by commas; or none</source>
        <translation>A quién se consulta cuando el proveedor no está disponible: NOMBRE:MODELO, separados por comas; o none</translation>
    </message>
    <message>
        <source>Language model, as its provider names it</source>
        <translation>Modelo de lenguaje, con el nombre que le da su proveedor</translation>
    </message>
    <message>
        <source>Model of the same provider that finds passages by likeness, too; empty: passages are found by their words alone</source>
        <translation>Modelo del mismo proveedor que encuentra pasajes también por semejanza; vacío: los pasajes se encuentran solo por sus palabras</translation>
    </message>
    <message>
        <source>Address of the language model&apos;s server; empty: its provider&apos;s own</source>
        <translation>Dirección del servidor del modelo de lenguaje; vacío: la del proveedor</translation>
    </message>
    <message>
        <source>Model file (GGUF) of the local provider</source>
        <translation>Archivo del modelo (GGUF) del proveedor local</translation>
    </message>
    <message>
        <source>Program llama-server; empty: the one that the system finds</source>
        <translation>Programa llama-server; vacío: el que encuentre el sistema</translation>
    </message>
    <message>
        <source>Names of companies and things that language models must not learn, separated by semicolons; other ways of writing one behind &quot;=&quot;</source>
        <translation>Nombres de empresas y cosas que los modelos de lenguaje no deben conocer, separados por punto y coma; otras formas de escribir un nombre, detrás de «=»</translation>
    </message>
    <message>
        <source>Names of people that language models must not learn, likewise</source>
        <translation>Nombres de personas que los modelos de lenguaje no deben conocer, de la misma forma</translation>
    </message>
    <message>
        <source>Parts of a request that are never sent to a language model</source>
        <translation>Partes de un encargo que no se envían nunca a un modelo de lenguaje</translation>
    </message>
    <message>
        <source>After how many seconds an agent is given up</source>
        <translation>Tras cuántos segundos se abandona un agente</translation>
    </message>
    <message>
        <source>Language of the program</source>
        <translation>Idioma del programa</translation>
    </message>
    <message>
        <source>Colours of the window</source>
        <translation>Colores de la ventana</translation>
    </message>
    <message>
        <source>The least severe messages that the log keeps</source>
        <translation>Los mensajes menos graves que conserva el registro</translation>
    </message>
    <message>
        <source>Read scanned pages of PDFs with Tesseract, where it is installed</source>
        <translation>Leer las páginas escaneadas de los PDF con Tesseract, donde esté instalado</translation>
    </message>
    <message>
        <source>Use the facts of companies that come with the program; without them, what you import alone</source>
        <translation>Utilizar los datos de empresas que vienen con el programa; sin ellos, solo lo que usted importe</translation>
    </message>
    <message>
        <source>Answer other programs of this computer over HTTP while the window is open</source>
        <translation>Responder por HTTP a otros programas de este ordenador mientras la ventana esté abierta</translation>
    </message>
    <message>
        <source>Port of the HTTP API, also of the command serve; 0: any that is free</source>
        <translation>Puerto de la API HTTP, también del comando serve; 0: cualquiera que esté libre</translation>
    </message>
    <message>
        <source>Never use the network</source>
        <translation>No utilizar nunca la red</translation>
    </message>
    <message>
        <source>Proxy for all of the network but this machine: the system&apos;s, none, or an address</source>
        <translation>Proxy para toda la red salvo este ordenador: el del sistema, ninguno o una dirección</translation>
    </message>
    <message>
        <source>File of certificates (PEM) to trust beside the system&apos;s, such as a company&apos;s own</source>
        <translation>Archivo de certificados (PEM) en los que confiar además de los del sistema, como los de la propia empresa</translation>
    </message>
    <message>
        <source>Name and e-mail address that the SEC wants to be told with each request</source>
        <translation>Nombre y dirección de correo electrónico que la SEC quiere recibir con cada solicitud</translation>
    </message>
    <message>
        <source>Addresses of the RSS and Atom feeds to read, separated by blanks</source>
        <translation>Direcciones de los canales RSS y Atom que se leen, separadas por espacios</translation>
    </message>
    <message>
        <source>Mail server that sends alerts; its password is kept apart</source>
        <translation>Servidor de correo que envía las alertas; su contraseña se guarda aparte</translation>
    </message>
    <message>
        <source>SEC EDGAR: filings and figures of companies listed in the USA</source>
        <translation>SEC EDGAR: documentos presentados y cifras de empresas cotizadas en los Estados Unidos</translation>
    </message>
    <message>
        <source>Address of SEC EDGAR&apos;s archive</source>
        <translation>Dirección del archivo de SEC EDGAR</translation>
    </message>
    <message>
        <source>Address of SEC EDGAR&apos;s data</source>
        <translation>Dirección de los datos de SEC EDGAR</translation>
    </message>
    <message>
        <source>RSS and Atom feeds: news from the addresses given</source>
        <translation>Canales RSS y Atom: noticias de las direcciones indicadas</translation>
    </message>
    <message>
        <source>GDELT: news of the last three months from all over the world</source>
        <translation>GDELT: noticias de los últimos tres meses de todo el mundo</translation>
    </message>
    <message>
        <source>Address of GDELT&apos;s document search</source>
        <translation>Dirección de la búsqueda de documentos de GDELT</translation>
    </message>
    <message>
        <source>World Bank: economic indicators of countries</source>
        <translation>Banco Mundial: indicadores económicos de países</translation>
    </message>
    <message>
        <source>Address of the World Bank&apos;s indicators</source>
        <translation>Dirección de los indicadores del Banco Mundial</translation>
    </message>
    <message>
        <source>Tavily: web search (needs a key)</source>
        <translation>Tavily: búsqueda en la web (requiere una clave)</translation>
    </message>
    <message>
        <source>Address of Tavily</source>
        <translation>Dirección de Tavily</translation>
    </message>
    <message>
        <source>SearXNG: web search by a server of your own or one you trust</source>
        <translation>SearXNG: búsqueda en la web mediante un servidor propio o uno de su confianza</translation>
    </message>
    <message>
        <source>Address of the SearXNG server</source>
        <translation>Dirección del servidor SearXNG</translation>
    </message>
    <message>
        <source>Finnhub: share prices and key figures (needs a key)</source>
        <translation>Finnhub: cotizaciones e indicadores clave (requiere una clave)</translation>
    </message>
    <message>
        <source>Address of Finnhub</source>
        <translation>Dirección de Finnhub</translation>
    </message>
    <message>
        <source>Alpha Vantage: share prices and key figures (needs a key)</source>
        <translation>Alpha Vantage: cotizaciones e indicadores clave (requiere una clave)</translation>
    </message>
    <message>
        <source>Address of Alpha Vantage</source>
        <translation>Dirección de Alpha Vantage</translation>
    </message>
    <message>
        <source>filings.xbrl.org: annual reports of European companies as data</source>
        <translation>filings.xbrl.org: informes anuales de empresas europeas en forma de datos</translation>
    </message>
    <message>
        <source>Address of filings.xbrl.org</source>
        <translation>Dirección de filings.xbrl.org</translation>
    </message>
    <message>
        <source>Main colour of documents made of reports, such as #1f3864</source>
        <translation>Color principal de los documentos creados a partir de informes, como #1f3864</translation>
    </message>
    <message>
        <source>Font of documents made of reports</source>
        <translation>Tipo de letra de los documentos creados a partir de informes</translation>
    </message>
    <message>
        <source>What stands at the foot of each page of them</source>
        <translation>Lo que figura al pie de cada página de esos documentos</translation>
    </message>
    <message>
        <source>PNG file with the logo on each page of them; empty: none</source>
        <translation>Archivo PNG con el logotipo de cada página de esos documentos; vacío: ninguno</translation>
    </message>
    <message>
        <source>Presentation (.pptx or .potx) that gives presentations of reports their look</source>
        <translation>Presentación (.pptx o .potx) que da su aspecto a las presentaciones de informes</translation>
    </message>
    <message>
        <source>Paper of documents made of reports</source>
        <translation>Papel de los documentos creados a partir de informes</translation>
    </message>
    <message>
        <source>Folder into which backups are made by themselves, while the window or the server runs; empty: none</source>
        <translation>Carpeta en la que se crean automáticamente copias de seguridad mientras la ventana o el servidor estén en marcha; vacío: ninguna</translation>
    </message>
    <message>
        <source>After how many hours the next backup is made</source>
        <translation>Tras cuántas horas se crea la siguiente copia de seguridad</translation>
    </message>
    <message>
        <source>File with the password that encrypts these backups; empty: they aren&apos;t encrypted</source>
        <translation>Archivo con la contraseña que cifra estas copias de seguridad; vacío: no se cifran</translation>
    </message>
    <message>
        <source>Of how many days the newest backup is kept</source>
        <translation>De cuántos días se conserva la copia de seguridad más reciente</translation>
    </message>
    <message>
        <source>Of how many weeks the newest backup is kept</source>
        <translation>De cuántas semanas se conserva la copia de seguridad más reciente</translation>
    </message>
    <message>
        <source>Of how many months the newest backup is kept</source>
        <translation>De cuántos meses se conserva la copia de seguridad más reciente</translation>
    </message>
    <message>
        <source>Delete what the rules below let go once a day, without asking</source>
        <translation>Eliminar una vez al día, sin preguntar, lo que las reglas de abajo ya no conservan</translation>
    </message>
    <message>
        <source>After how many days deleted reports go for good; 0: never</source>
        <translation>Tras cuántos días se borran definitivamente los informes eliminados; 0: nunca</translation>
    </message>
    <message>
        <source>After how many days reports are deleted; 0: never</source>
        <translation>Tras cuántos días se eliminan los informes; 0: nunca</translation>
    </message>
    <message>
        <source>After how many days conversations are deleted; 0: never</source>
        <translation>Tras cuántos días se eliminan las conversaciones; 0: nunca</translation>
    </message>
    <message>
        <source>After how many days jobs of the API that ended are deleted; 0: never</source>
        <translation>Tras cuántos días se eliminan las tareas terminadas de la API; 0: nunca</translation>
    </message>
    <message>
        <source>After how many days measurements are deleted; 0: never</source>
        <translation>Tras cuántos días se eliminan las mediciones; 0: nunca</translation>
    </message>
    <message>
        <source>After how many days entries of what left this computer are deleted; 0: never</source>
        <translation>Tras cuántos días se eliminan las entradas de lo que ha salido de este ordenador; 0: nunca</translation>
    </message>
    <message>
        <source>The setting %1 from the %2 has the value &quot;%3&quot;.</source>
        <translation>El ajuste %1 (%2) tiene el valor «%3».</translation>
    </message>
    <message>
        <source>Allowed is %1.</source>
        <translation>Valor admitido: %1.</translation>
    </message>
    <message>
        <source>environment (%1)</source>
        <translation>entorno (%1)</translation>
    </message>
    <message>
        <source>settings file (%1)</source>
        <translation>archivo de ajustes (%1)</translation>
    </message>
    <message>
        <source>The settings file (%1) has an unknown key &quot;%2&quot;.</source>
        <translation>El archivo de ajustes (%1) contiene una clave desconocida «%2».</translation>
    </message>
    <message>
        <source>Correct its name or take it out.</source>
        <translation>Corrija su nombre o quítela.</translation>
    </message>
    <message>
        <source>(not shown)</source>
        <translation>(no se muestra)</translation>
    </message>
    <message>
        <source>true or false</source>
        <translation>true o false</translation>
    </message>
    <message>
        <source>a whole number from %1 to %2</source>
        <translation>un número entero de %1 a %2</translation>
    </message>
    <message>
        <source>one of %1</source>
        <translation>uno de %1</translation>
    </message>
    <message>
        <source>an address https://host or http://host, or nothing</source>
        <translation>una dirección https://servidor o http://servidor, o nada</translation>
    </message>
    <message>
        <source>an address smtp://user@host:587 or smtps://user@host:465, or nothing</source>
        <translation>una dirección smtp://usuario@servidor:587 o smtps://usuario@servidor:465, o nada</translation>
    </message>
    <message>
        <source>addresses https://host or http://host, separated by blanks, or nothing</source>
        <translation>direcciones https://servidor o http://servidor, separadas por espacios, o nada</translation>
    </message>
    <message>
        <source>system, none, http://host:port or socks5://host:port</source>
        <translation>system, none, http://servidor:puerto o socks5://servidor:puerto</translation>
    </message>
    <message>
        <source>a name with an e-mail address, or nothing</source>
        <translation>un nombre con una dirección de correo electrónico, o nada</translation>
    </message>
    <message>
        <source>the path of a file, or nothing</source>
        <translation>la ruta de un archivo, o nada</translation>
    </message>
    <message>
        <source>an amount such as 2.50, or nothing</source>
        <translation>un importe como 2.50, o nada</translation>
    </message>
    <message>
        <source>a name on one line, or nothing</source>
        <translation>un nombre en una sola línea, o nada</translation>
    </message>
    <message>
        <source>names separated by semicolons, or nothing</source>
        <translation>nombres separados por punto y coma, o nada</translation>
    </message>
    <message>
        <source>some of %1, separated by blanks, or nothing</source>
        <translation>algunos de %1, separados por espacios, o nada</translation>
    </message>
    <message>
        <source>an address postgresql://user@host:port/database, or nothing</source>
        <translation>una dirección postgresql://usuario@servidor:puerto/base, o nada</translation>
    </message>
    <message>
        <source>an address redis://host:port or unix:///path, or nothing</source>
        <translation>una dirección redis://servidor:puerto o unix:///ruta, o nada</translation>
    </message>
    <message>
        <source>The settings can&apos;t be saved; the former ones stay in force.</source>
        <translation>No se pueden guardar los ajustes; siguen vigentes los anteriores.</translation>
    </message>
    <message>
        <source>The folder can&apos;t be made.</source>
        <translation>No se puede crear la carpeta.</translation>
    </message>
    <message>
        <source>Another process is writing it, or the folder can&apos;t be written to.</source>
        <translation>Otro proceso lo está escribiendo o no se puede escribir en la carpeta.</translation>
    </message>
    <message>
        <source>administrator</source>
        <translation>administrador</translation>
    </message>
    <message>
        <source>environment</source>
        <translation>entorno</translation>
    </message>
    <message>
        <source>settings file</source>
        <translation>archivo de ajustes</translation>
    </message>
    <message>
        <source>default</source>
        <translation>valor predeterminado</translation>
    </message>
    <message>
        <source>There is no setting &quot;%1&quot;.</source>
        <translation>No existe el ajuste «%1».</translation>
    </message>
    <message>
        <source>settings page</source>
        <translation>página de ajustes</translation>
    </message>
    <message>
        <source>Your administrator has set %1 to &quot;%2&quot;.</source>
        <translation>Su administrador ha fijado %1 en «%2».</translation>
    </message>
    <message>
        <source>Your administrator doesn&apos;t allow &quot;%1&quot; for %2; &quot;%3&quot; is.</source>
        <translation>Su administrador no permite «%1» para %2; se permite «%3».</translation>
    </message>
    <message>
        <source>The policy is %1.</source>
        <translation>La directiva es %1.</translation>
    </message>
    <message>
        <source>Ask the language model, once a report, which statements it holds unsupported or contradictory; shown as notes</source>
        <translation>Preguntar al modelo de lenguaje, una vez por informe, qué afirmaciones considera sin respaldo o contradictorias; se muestran como notas</translation>
    </message>
    <message>
        <source>Ask at each start of the window whether there is a newer version, and tell; nothing is fetched or installed</source>
        <translation>Preguntar cada vez que se abre la ventana si hay una versión más reciente y avisar; no se descarga ni se instala nada</translation>
    </message>
    <message>
        <source>Address that tells the newest version; empty: nobody is asked</source>
        <translation>Dirección que indica la versión más reciente; vacío: no se consulta a nadie</translation>
    </message>
    <message>
        <source>Size of the window&apos;s text, in per cent of the system&apos;s</source>
        <translation>Tamaño del texto de la ventana, en porcentaje del tamaño del sistema</translation>
    </message>
    <message>
        <source>Whether parts of the window may move by themselves, such as bars that run while something is waited for</source>
        <translation>Si partes de la ventana pueden moverse por sí solas, como las barras que corren mientras se espera algo</translation>
    </message>
    <message>
        <source>Tell on the desktop when something that took long has ended while the window wasn&apos;t in use</source>
        <translation>Avisar en el escritorio cuando algo largo ha terminado mientras no se usaba la ventana</translation>
    </message>
    <message>
        <source>Show a tip at the start of the window</source>
        <translation>Mostrar un consejo al iniciar la ventana</translation>
    </message>
    <message>
        <source>Who does what is ordered from the HTTP API: the program that is asked, or the workers of a team by way of the Redis server</source>
        <translation>Quién ejecuta lo que se encarga a través de la API HTTP: el programa al que se pregunta o los procesos de trabajo de un equipo por medio del servidor Redis</translation>
    </message>
    <message>
        <source>Who provides the language model; without one the built-in engine works alone</source>
        <translation>Quién proporciona el modelo de lenguaje; sin él, el motor integrado trabaja solo</translation>
    </message>
    <message>
        <source>Which of the services that speak OpenAI&apos;s protocol is asked</source>
        <translation>A cuál de los servicios que hablan el protocolo de OpenAI se pregunta</translation>
    </message>
    <message>
        <source>Version of the protocol that Azure OpenAI is asked in</source>
        <translation>Versión del protocolo con el que se pregunta a Azure OpenAI</translation>
    </message>
    <message>
        <source>it must be an object, between { and }</source>
        <translation>debe ser un objeto, entre { y }</translation>
    </message>
    <message>
        <source>%1: &quot;%2&quot; is no name of a host such as data.sec.gov or *.example.com</source>
        <translation>%1: «%2» no es un nombre de host como data.sec.gov o *.example.com</translation>
    </message>
    <message>
        <source>%1: &quot;%2&quot; is no format of reports</source>
        <translation>%1: «%2» no es un formato de informes</translation>
    </message>
    <message>
        <source>Language of reports, if none is chosen for one; until it is set, a new analysis in the window offers the window&apos;s own</source>
        <translation>Idioma de los informes, si no se elige uno para el informe; mientras no se fije, un análisis nuevo en la ventana ofrece el de la propia ventana</translation>
    </message>
    <message>
        <source>&quot;%1&quot; stands there twice</source>
        <translation>«%1» aparece dos veces</translation>
    </message>
    <message>
        <source>&quot;%1&quot; must be %2</source>
        <translation>«%1» debe ser %2</translation>
    </message>
    <message>
        <source>&quot;max&quot; can&apos;t be 0, which means without a limit here</source>
        <translation>«max» no puede ser 0, que aquí significa «sin límite»</translation>
    </message>
    <message>
        <source>&quot;allowed&quot; lists what lies outside &quot;min&quot; and &quot;max&quot;</source>
        <translation>«allowed» contiene valores fuera de «min» y «max»</translation>
    </message>
    <message>
        <source>it says nothing; name a value or what is allowed</source>
        <translation>no dice nada; indique un valor o lo que se permite</translation>
    </message>
</context>
<context>
    <name>storage</name>
    <message>
        <source>Cancelled.</source>
        <translation>Cancelado.</translation>
    </message>
    <message>
        <source>There are no stores in %1.</source>
        <translation>No hay almacenes en %1.</translation>
    </message>
    <message>
        <source>Nothing like that waits to be sent.</source>
        <translation>No hay nada así pendiente de envío.</translation>
    </message>
    <message>
        <source>It is being sent just now.</source>
        <translation>Se está enviando en este momento.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; was changed by someone else meanwhile; it was not saved.</source>
        <translation>Entretanto, otra persona ha cambiado «%1»; no se ha guardado.</translation>
    </message>
    <message>
        <source>Read it again and repeat the change.</source>
        <translation>Vuelva a leerlo y repita el cambio.</translation>
    </message>
    <message>
        <source>There is no &quot;%1&quot;.</source>
        <translation>No existe «%1».</translation>
    </message>
    <message>
        <source> The %1 before were saved.</source>
        <translation> Los %1 anteriores se han guardado.</translation>
    </message>
    <message>
        <source>A document without an id can&apos;t be saved.</source>
        <translation>No se puede guardar un documento sin identificador.</translation>
    </message>
    <message>
        <source>A document can&apos;t be saved: its &quot;%1&quot; is of another kind.</source>
        <translation>No se puede guardar un documento: su «%1» es de otro tipo.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; can&apos;t be compared in this way.</source>
        <translation>«%1» no se puede comparar de esta manera.</translation>
    </message>
    <message>
        <source>Documents have no column &quot;%1&quot;.</source>
        <translation>Los documentos no tienen ninguna columna «%1».</translation>
    </message>
    <message>
        <source>The value that &quot;%1&quot; is compared with is of another kind.</source>
        <translation>El valor con el que se compara «%1» es de otro tipo.</translation>
    </message>
    <message>
        <source>The cursor belongs to another query.</source>
        <translation>El cursor pertenece a otra consulta.</translation>
    </message>
    <message>
        <source>A page has 1 to %1 documents.</source>
        <translation>Una página tiene de 1 a %1 documentos.</translation>
    </message>
    <message>
        <source>Documents can&apos;t be sorted by &quot;%1&quot;.</source>
        <translation>Los documentos no se pueden ordenar por «%1».</translation>
    </message>
    <message>
        <source>There is no conversation %1 in the store.</source>
        <translation>No hay ninguna conversación %1 en el almacén.</translation>
    </message>
    <message>
        <source>The store of conversations</source>
        <translation>El almacén de conversaciones</translation>
    </message>
    <message>
        <source>A conversation without an id can&apos;t be stored.</source>
        <translation>No se puede almacenar una conversación sin identificador.</translation>
    </message>
    <message>
        <source>The conversation has no message %1.</source>
        <translation>La conversación no tiene ningún mensaje %1.</translation>
    </message>
    <message>
        <source>A conversation needs a title.</source>
        <translation>Una conversación necesita un título.</translation>
    </message>
    <message>
        <source>There is no document %1 in the store.</source>
        <translation>No hay ningún documento %1 en el almacén.</translation>
    </message>
    <message>
        <source>The document store</source>
        <translation>El almacén de documentos</translation>
    </message>
    <message>
        <source>A document without an id can&apos;t be stored.</source>
        <translation>No se puede almacenar un documento sin identificador.</translation>
    </message>
    <message>
        <source>The passage %1 is not in the store.</source>
        <translation>El pasaje %1 no está en el almacén.</translation>
    </message>
    <message>
        <source>The ledger of what left this machine</source>
        <translation>El registro de lo que ha salido de este ordenador</translation>
    </message>
    <message>
        <source>&quot;%1&quot; can&apos;t name an engagement.</source>
        <translation>«%1» no sirve como nombre de un proyecto.</translation>
    </message>
    <message>
        <source>Choose a name of 1 to %1 characters, without line breaks.</source>
        <translation>Elija un nombre de 1 a %1 caracteres, sin saltos de línea.</translation>
    </message>
    <message>
        <source>The engagement &quot;%1&quot; could not be created in %2.</source>
        <translation>No se ha podido crear el proyecto «%1» en %2.</translation>
    </message>
    <message>
        <source>Nothing was changed. Check that the folder can be written.</source>
        <translation>No se ha cambiado nada. Compruebe que se puede escribir en la carpeta.</translation>
    </message>
    <message>
        <source>Facts of a company without an id can&apos;t be stored.</source>
        <translation>No se pueden almacenar datos de una empresa sin identificador.</translation>
    </message>
    <message>
        <source>The fact %1 doesn&apos;t belong to the company %2.</source>
        <translation>El dato %1 no pertenece a la empresa %2.</translation>
    </message>
    <message>
        <source>The facts store</source>
        <translation>El almacén de datos</translation>
    </message>
    <message>
        <source>The stored company %1</source>
        <translation>La empresa almacenada %1</translation>
    </message>
    <message>
        <source>No temporary folder can be made; nothing was checked.</source>
        <translation>No se puede crear ninguna carpeta temporal; no se ha comprobado nada.</translation>
    </message>
    <message>
        <source>There is no such job.</source>
        <translation>Esa tarea no existe.</translation>
    </message>
    <message>
        <source>The list of jobs</source>
        <translation>La lista de tareas</translation>
    </message>
    <message>
        <source>Another job has this idempotency key.</source>
        <translation>Otra tarea tiene esta clave de idempotencia.</translation>
    </message>
    <message>
        <source>The record of the program&apos;s own measurements</source>
        <translation>El registro de las mediciones del propio programa</translation>
    </message>
    <message>
        <source>The ledger of what language models cost</source>
        <translation>El registro de lo que cuestan los modelos de lenguaje</translation>
    </message>
    <message>
        <source>There is no such monitor.</source>
        <translation>Ese seguimiento no existe.</translation>
    </message>
    <message>
        <source>There is no such alert.</source>
        <translation>Esa alerta no existe.</translation>
    </message>
    <message>
        <source>The list of monitors</source>
        <translation>La lista de seguimientos</translation>
    </message>
    <message>
        <source>Another program took the check over; this one&apos;s result was dropped.</source>
        <translation>Otro programa se ha hecho cargo de la comprobación; el resultado de este se ha desechado.</translation>
    </message>
    <message>
        <source>The team store can&apos;t be used: Qt&apos;s driver for PostgreSQL is missing.</source>
        <translation>No se puede utilizar el almacén del equipo: falta el controlador de Qt para PostgreSQL.</translation>
    </message>
    <message>
        <source>Install the package libqt6sql6-psql.</source>
        <translation>Instale el paquete libqt6sql6-psql.</translation>
    </message>
    <message>
        <source>%1 gave an unexpected error.</source>
        <translation>%1 ha dado un error inesperado.</translation>
    </message>
    <message>
        <source>A change was begun within a change.</source>
        <translation>Se ha iniciado un cambio dentro de otro.</translation>
    </message>
    <message>
        <source>%1 can&apos;t be opened: the database server refused the user or the password. Nothing was changed.</source>
        <translation>%1 no se puede abrir: el servidor de bases de datos ha rechazado el usuario o la contraseña. No se ha cambiado nada.</translation>
    </message>
    <message>
        <source>%1 can&apos;t be opened: the server has no such database.</source>
        <translation>%1 no se puede abrir: el servidor no tiene esa base de datos.</translation>
    </message>
    <message>
        <source>%1 can&apos;t be opened: the database server has no connection left.</source>
        <translation>%1 no se puede abrir: al servidor de bases de datos no le quedan conexiones.</translation>
    </message>
    <message>
        <source>%1 can&apos;t be reached: the database server doesn&apos;t answer or ended the connection. What was stored before is intact.</source>
        <translation>%1: sin acceso, porque el servidor de bases de datos no responde o ha cerrado la conexión. Lo almacenado antes está intacto.</translation>
    </message>
    <message>
        <source>%1: %2.</source>
        <translation>%1: %2.</translation>
    </message>
    <message>
        <source>%1 is in use by another process; nothing was changed.</source>
        <translation>%1 está en uso por otro proceso; no se ha cambiado nada.</translation>
    </message>
    <message>
        <source>%1 took too long to answer; nothing was changed.</source>
        <translation>%1 ha tardado demasiado en responder; no se ha cambiado nada.</translation>
    </message>
    <message>
        <source>%1 can&apos;t be written to; nothing was changed.</source>
        <translation>%1: no se puede escribir; no se ha cambiado nada.</translation>
    </message>
    <message>
        <source>You have no right to do this in %1; nothing was changed.</source>
        <translation>%1: usted no tiene permiso para hacer esto; no se ha cambiado nada.</translation>
    </message>
    <message>
        <source>%1 can&apos;t be written: the disk is full. What was stored before is intact.</source>
        <translation>%1 no se puede escribir: el disco está lleno. Lo almacenado antes está intacto.</translation>
    </message>
    <message>
        <source>%1 is damaged.</source>
        <translation>%1: contenido dañado.</translation>
    </message>
    <message>
        <source>The team store</source>
        <translation>El almacén del equipo</translation>
    </message>
    <message>
        <source>%1 can&apos;t be used: all connections to the team store are taken.</source>
        <translation>%1 no se puede utilizar: todas las conexiones al almacén del equipo están ocupadas.</translation>
    </message>
    <message>
        <source>Try again in a moment, or give the address a larger pool than %1.</source>
        <translation>Inténtelo de nuevo dentro de un momento o indique en la dirección un grupo de conexiones mayor que %1.</translation>
    </message>
    <message>
        <source>%1 may not change this engagement of the team store.</source>
        <translation>%1 no puede modificar este proyecto del almacén del equipo.</translation>
    </message>
    <message>
        <source>%1 has no right to this engagement of the team store.</source>
        <translation>%1 no tiene permiso para este proyecto del almacén del equipo.</translation>
    </message>
    <message>
        <source>Ask its owner for one; nothing was read or changed.</source>
        <translation>Pídalo a su propietario; no se ha leído ni cambiado nada.</translation>
    </message>
    <message>
        <source>The schema %1 was not made by this program.</source>
        <translation>El esquema %1 no lo creó este programa.</translation>
    </message>
    <message>
        <source>%1 was written by a newer version of the program and can&apos;t be opened.</source>
        <translation>%1: lo escribió una versión más reciente del programa y no se puede abrir.</translation>
    </message>
    <message>
        <source>Install the newer version.</source>
        <translation>Instale la versión más reciente.</translation>
    </message>
    <message>
        <source>%1 must be brought up to date by its owner.</source>
        <translation>%1: su propietario debe actualizarlo.</translation>
    </message>
    <message>
        <source>%1 isn&apos;t set up, and you have no right to do it.</source>
        <translation>%1: no está configurado y usted no tiene permiso para hacerlo.</translation>
    </message>
    <message>
        <source>You have no right to the engagement &quot;%1&quot; of the team store.</source>
        <translation>Usted no tiene permiso para el proyecto «%1» del almacén del equipo.</translation>
    </message>
    <message>
        <source>%1 can&apos;t be written to: nothing will be saved.</source>
        <translation>%1: no se puede escribir; no se guardará nada.</translation>
    </message>
    <message>
        <source>You may read this engagement of the team store, not change it.</source>
        <translation>Usted puede leer este proyecto del almacén del equipo, pero no modificarlo.</translation>
    </message>
    <message>
        <source>The address of the team store can&apos;t be used: %1</source>
        <translation>La dirección del almacén del equipo no se puede utilizar: %1</translation>
    </message>
    <message>
        <source>Write it as postgresql://user@host:port/database.</source>
        <translation>Escríbala así: postgresql://usuario@servidor:puerto/base.</translation>
    </message>
    <message>
        <source>it doesn&apos;t begin with postgresql://.</source>
        <translation>no empieza por postgresql://.</translation>
    </message>
    <message>
        <source>it is no URL; characters such as @, / and # in a password are written as %40, %2F and %23.</source>
        <translation>no es una URL; los caracteres como @, / y # de una contraseña se escriben %40, %2F y %23.</translation>
    </message>
    <message>
        <source>it names no database.</source>
        <translation>no indica ninguna base de datos.</translation>
    </message>
    <message>
        <source>it names no user.</source>
        <translation>no indica ningún usuario.</translation>
    </message>
    <message>
        <source>its option %1 has a value that can&apos;t be.</source>
        <translation>su opción %1 tiene un valor no admitido.</translation>
    </message>
    <message>
        <source>it has an unknown option %1.</source>
        <translation>tiene una opción desconocida %1.</translation>
    </message>
    <message>
        <source>There is no report %1 in the library.</source>
        <translation>No hay ningún informe %1 en la biblioteca.</translation>
    </message>
    <message>
        <source>Someone else edited this report at the same time.</source>
        <translation>Otra persona ha editado este informe al mismo tiempo.</translation>
    </message>
    <message>
        <source>Nothing was changed. Look at it again, then repeat.</source>
        <translation>No se ha cambiado nada. Véalo de nuevo y repita el cambio.</translation>
    </message>
    <message>
        <source>There is nothing to undo in this report.</source>
        <translation>No hay nada que deshacer en este informe.</translation>
    </message>
    <message>
        <source>There is nothing to redo in this report.</source>
        <translation>No hay nada que rehacer en este informe.</translation>
    </message>
    <message>
        <source>The stored report %1 is damaged; the others are not affected.</source>
        <translation>El informe guardado %1 está dañado; los demás no se ven afectados.</translation>
    </message>
    <message>
        <source>The stored report %1</source>
        <translation>El informe guardado %1</translation>
    </message>
    <message>
        <source>A report without an id can&apos;t be saved.</source>
        <translation>No se puede guardar un informe sin identificador.</translation>
    </message>
    <message>
        <source>The library</source>
        <translation>La biblioteca</translation>
    </message>
    <message>
        <source>%1 can&apos;t be written: the disk is full or a limit on its use was reached. What was stored before is intact.</source>
        <translation>%1 no se puede escribir: el disco está lleno o se ha alcanzado un límite de su uso. Lo almacenado antes está intacto.</translation>
    </message>
    <message>
        <source>%1 can&apos;t be opened.</source>
        <translation>%1 no se puede abrir.</translation>
    </message>
    <message>
        <source>%1 can&apos;t be read or written: the disk reports an error.</source>
        <translation>%1 no se puede leer ni escribir: el disco comunica un error.</translation>
    </message>
    <message>
        <source>%1 is being opened by another process.</source>
        <translation>%1: otro proceso está realizando la apertura.</translation>
    </message>
    <message>
        <source>Try again in a moment: %1.</source>
        <translation>Inténtelo de nuevo dentro de un momento: %1.</translation>
    </message>
    <message>
        <source>Check that the data folder exists and can be written: %1.</source>
        <translation>Compruebe que la carpeta de datos existe y que se puede escribir en ella: %1.</translation>
    </message>
    <message>
        <source>%1 is damaged and can&apos;t be set aside.</source>
        <translation>%1: contenido dañado que no se puede apartar.</translation>
    </message>
    <message>
        <source>Nothing was changed. %1: %2.</source>
        <translation>No se ha cambiado nada. %1: %2.</translation>
    </message>
    <message>
        <source>%1 was damaged. It was set aside as %2 and a new, empty one was begun.</source>
        <translation>%1: contenido dañado. Se ha apartado como %2 y se ha creado un archivo nuevo y vacío.</translation>
    </message>
    <message>
        <source>%1 can&apos;t be created.</source>
        <translation>%1 no se puede crear.</translation>
    </message>
    <message>
        <source>The file is empty or was not made by this program: %1.</source>
        <translation>El archivo está vacío o no lo creó este programa: %1.</translation>
    </message>
    <message>
        <source>%1 was written by a newer version of the program and opens read-only: nothing will be saved.</source>
        <translation>%1: lo escribió una versión más reciente del programa y se abre en modo de solo lectura; no se guardará nada.</translation>
    </message>
    <message>
        <source>Install the newer version, or choose another data folder: %1.</source>
        <translation>Instale la versión más reciente o elija otra carpeta de datos: %1.</translation>
    </message>
    <message>
        <source>The data folder can&apos;t be written to: nothing will be saved.</source>
        <translation>No se puede escribir en la carpeta de datos: no se guardará nada.</translation>
    </message>
    <message>
        <source>Check the server and the setting &quot;store&quot;; without it the stores are files of this computer.</source>
        <translation>Compruebe el servidor y el ajuste «store»; sin él, los almacenes son archivos de este ordenador.</translation>
    </message>
    <message>
        <source>The source was written to while it was copied.</source>
        <translation>Se ha escrito en el origen mientras se copiaba.</translation>
    </message>
    <message>
        <source>Nothing of it was copied. Try again when nobody works with it.</source>
        <translation>No se ha copiado nada. Inténtelo de nuevo cuando nadie trabaje con él.</translation>
    </message>
    <message>
        <source>%1: the target has other content of its own.</source>
        <translation>%1: el destino tiene otro contenido propio.</translation>
    </message>
    <message>
        <source>Nothing of it was copied. The first that differs: %1 %2. Copy into an engagement that is empty, or was copied from this one and not worked with since.</source>
        <translation>No se ha copiado nada. La primera diferencia: %1 %2. Copie en un proyecto que esté vacío o que se haya copiado de este y en el que no se haya trabajado desde entonces.</translation>
    </message>
    <message>
        <source>There is no user &quot;%1&quot;.</source>
        <translation>No existe el usuario «%1».</translation>
    </message>
    <message>
        <source>A user&apos;s name has 1 to %1 printable characters.</source>
        <translation>Un nombre de usuario tiene de 1 a %1 caracteres imprimibles.</translation>
    </message>
    <message>
        <source>The role &quot;%1&quot; is none of viewer, member and admin.</source>
        <translation>El rol «%1» no es viewer, member ni admin.</translation>
    </message>
    <message>
        <source>The list of users</source>
        <translation>La lista de usuarios</translation>
    </message>
    <message>
        <source>There is a user &quot;%1&quot; already.</source>
        <translation>Ya existe un usuario «%1».</translation>
    </message>
    <message>
        <source>The user &quot;%1&quot; has no such right.</source>
        <translation>El usuario «%1» no tiene ese permiso.</translation>
    </message>
    <message>
        <source>There is no token &quot;%1&quot; in force.</source>
        <translation>No hay ningún token «%1» en vigor.</translation>
    </message>
</context>
<context>
    <name>team</name>
    <message>
        <source>The work queue (Redis) can&apos;t be reached.</source>
        <translation>No se puede acceder a la cola de trabajo (Redis).</translation>
    </message>
    <message>
        <source>Too many of your analyses are waiting; this one was not taken.</source>
        <translation>Demasiados análisis suyos están en espera; este no se ha aceptado.</translation>
    </message>
    <message numerus="yes">
        <source>It was begun %n times, and each time its worker ended before it did.</source>
        <translation>
            <numerusform>El análisis se inició %n vez y su proceso de trabajo terminó antes que él.</numerusform>
            <numerusform>El análisis se inició %n veces y, en cada una, su proceso de trabajo terminó antes que él.</numerusform>
        </translation>
    </message>
</context>
</TS>
