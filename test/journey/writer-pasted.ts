/** What other programs put on the clipboard: Word's own markup, and a page that means harm. Written by us in their manner. */

export const fromWord =
  `<html xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"
xmlns:w="urn:schemas-microsoft-com:office:word" xmlns="http://www.w3.org/TR/REC-html40">
<head><meta http-equiv=Content-Type content="text/html; charset=utf-8"><meta name=Generator content="Microsoft Word 15">
<link rel=File-List href="file:///C:/Users/x/clip_filelist.xml">
<!--[if gte mso 9]><xml><w:WordDocument><w:View>Normal</w:View></w:WordDocument></xml><![endif]-->
<style><!-- /* Style Definitions */ p.MsoNormal {margin:0cm; font-family:"Calibri",sans-serif;} @page WordSection1 {size:612.0pt 792.0pt;} --></style></head>
<body lang=ES-MX style='tab-interval:35.4pt;word-wrap:break-word'><!--StartFragment-->
<h1><span lang=ES-MX style='mso-ansi-language:ES-MX'>Condiciones de trabajo<o:p></o:p></span></h1>
<p class=MsoNormal><span lang=ES-MX>La mayoría <b>no tiene
contrato</b> y <i style='mso-bidi-font-style:normal'>pocas</i> conocen <del cite="mailto:Marta" datetime="2026-11-20T10:00">todas </del><a href="https://www.dof.gob.mx/nota">la ley</a>.<span
class=MsoCommentReference><a class=msocomanchor id="_anchor_1" href="#_msocom_1" name="_msoanchor_1">[M1]</a></span><a
style='mso-footnote-id:ftn1' href="#_ftn1" name="_ftnref1" title=""><span class=MsoFootnoteReference><span
style='mso-special-character:footnote'><![if !supportFootnotes]>[1]<![endif]></span></span></a><o:p></o:p></span></p>
<p class=MsoListParagraphCxSpFirst style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span
style='font-family:Symbol;mso-fareast-font-family:Symbol'><span style='mso-list:Ignore'>·<span
style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;&nbsp;&nbsp;&nbsp; </span></span></span><![endif]><span lang=ES-MX>Sin contrato escrito<o:p></o:p></span></p>
<p class=MsoListParagraphCxSpLast style='text-indent:-18.0pt;mso-list:l0 level2 lfo1'><![if !supportLists]><span
style='font-family:"Courier New"'><span style='mso-list:Ignore'>o<span style='font:7.0pt "Times New Roman"'>&nbsp; </span></span></span><![endif]>Sin vacaciones pagadas</p>
<p class=MsoListParagraph style='text-indent:-18.0pt;mso-list:l1 level1 lfo2'><![if !supportLists]><span
style='mso-list:Ignore'>1.<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp; </span></span><![endif]>Primero, el registro</p>
<p class=MsoQuote>Nunca firmé nada.</p>
<p class=MsoNormal><img width=200 height=100 src="file:///C:/Users/x/clip_image001.png" v:shapes="Imagen_1"></p>
<table class=MsoTableGrid border=1 cellspacing=0 style='border-collapse:collapse;mso-yfti-tbllook:1184'>
<tr style='mso-yfti-irow:0'><td width=200 style='width:150pt'><p class=MsoNormal><b>Grupo</b></p></td><td><p class=MsoNormal>Personas</p></td></tr>
<tr><td rowspan=2><p class=MsoNormal>Hogar<o:p></o:p></p></td><td><p class=MsoNormal align=right>1,200</p></td></tr>
<tr><td><p class=MsoNormal align=right>300</p></td></tr></table>
<h2>Qué se propone</h2>
<p class=MsoNormal>Texto final.</p><p class=MsoNormal><o:p>&nbsp;</o:p></p>
<!--EndFragment-->
<div style='mso-element:footnote-list'><br clear=all><hr align=left size=1 width="33%">
<div style='mso-element:footnote' id=ftn1><p class=MsoFootnoteText><a style='mso-footnote-id:ftn1' href="#_ftnref1" name="_ftn1" title=""><span
class=MsoFootnoteReference>[1]</span></a> Entrevistas de 2019.</p></div></div>
<div style='mso-element:comment-list'><div style='mso-element:comment'><p class=MsoCommentText>¿Seguro?</p></div></div>
</body></html>`.replace('<b>Grupo</b>', 'Grupo')

export const fromTheWeb = `<div onclick="window.hacked=1"><script>window.hacked=1</script>
<p>Texto <a href="javascript:window.hacked=1">con trampa</a> y <img src=x onerror="window.hacked=1"> más.</p>
<iframe src="https://evil.example/"></iframe><svg onload="window.hacked=1"><script>window.hacked=1</script></svg>
<form action="https://evil.example"><input name=q><button formaction="javascript:window.hacked=1">ir</button></form>
<math><mtext></mtext><style><img src=x onerror="window.hacked=1"></style></math>
<p style="background:url(https://evil.example/x)">${'<div>'.repeat(400)}hondo${'</div>'.repeat(400)}</p>
<object data="https://evil.example/x"></object><a href="data:text/html,<script>1</script>">datos</a>
<div data-piece="block" data-id="nope"><div data-side="es"><span data-bound="'><script>1</script>">x</span></div></div></div>`
