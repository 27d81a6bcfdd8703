// @ts-check
// Words that would run, or turn what stands around them, if anything took them for more than words.

export const HOSTILE = [
  '<img src=x onerror="window.ran=1">', '<svg onload="window.ran=1">', '<script>window.ran=1</script>', 'javascript:window.ran=1',
  '{{constructor.constructor("window.ran=1")()}}', '${window.ran=1}', '"><iframe srcdoc="<script>parent.ran=1</script>">',
  '</title><script>window.ran=1</script>', '</textarea><img src=x onerror=window.ran=1>', '=HYPERLINK("javascript:window.ran=1")',
  '[click](javascript:window.ran=1)', '\u202Egnp.exe',
]
